using CompressionPipeline.Core;
using CompressionPipeline.Stages.Data;

namespace CompressionPipeline.Cake.Context;

/// <summary>What a host adds to the pipeline; see <c>UseCompressionPipeline</c>.</summary>
public sealed class CompressionPipelineOptions
{
    private readonly List<string> arguments = [];
    private readonly List<IStage> stages = [];

    internal IReadOnlyList<string> Arguments => arguments;

    internal IReadOnlyList<IStage> Stages => stages;

    // Names of the tasks that Cake found, ours and the host's; known once it runs.
    internal Func<IEnumerable<string>> Targets { get; set; } = () => [];

    /// <summary>
    /// Allows command-line arguments that tasks of the host read, for example with <c>context.HasArgument("fix")</c>. An argument
    /// that neither Cake nor the pipeline nor the host knows is an error.
    /// </summary>
    /// <param name="names">The names without dashes: <c>fix</c> for <c>--fix</c>.</param>
    /// <returns>These options.</returns>
    public CompressionPipelineOptions AddArguments(params string[] names)
    {
        arguments.AddRange(names);
        return this;
    }

    /// <summary>
    /// Adds a stage. Recipes name it by <see cref="IStage.Name"/>; its options are the public properties of
    /// <see cref="IStage.OptionsType"/>, whose attributes (Range, Description and the like) check what a recipe says.
    /// </summary>
    /// <param name="stage">The stage; derive it from <see cref="Stage{TOptions}"/>. Its name must be new.</param>
    /// <returns>These options.</returns>
    public CompressionPipelineOptions AddStage(IStage stage)
    {
        stages.Add(stage);
        return this;
    }

    /// <summary>Adds a source of data, which the data section of a manifest names as its <c>source</c>.</summary>
    /// <param name="source">The source; one of ours with the same name is replaced, for the whole process.</param>
    /// <returns>These options.</returns>
    public CompressionPipelineOptions AddDataSource(IDataSource source)
    {
        DataSources.Add(source);
        return this;
    }
}
