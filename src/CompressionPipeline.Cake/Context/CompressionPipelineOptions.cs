namespace CompressionPipeline.Cake.Context;

/// <summary>What a host adds to the pipeline; see <see cref="CakeHostExtensions.UseCompressionPipeline"/>.</summary>
public sealed class CompressionPipelineOptions
{
    private readonly List<string> arguments = [];

    internal IReadOnlyList<string> Arguments => arguments;

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
}
