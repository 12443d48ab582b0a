namespace CompressionPipeline.Core;

/// <summary>A function from input artifacts, options and seed to an output folder.</summary>
public interface IStage
{
    /// <summary>One name everywhere: recipe key, target, artifact folder, metric prefix. Kebab case.</summary>
    string Name { get; }

    /// <summary>Part of the artifact key: raise it whenever the same inputs would give another output.</summary>
    int Version { get; }

    /// <summary>
    /// Libraries that compute its numbers, with their versions: part of the artifact key, since another one computes others.
    /// </summary>
    IReadOnlyList<string> Libraries => [];

    /// <summary>The record that holds this stage's options; serialised as kebab-case JSON it is part of the key.</summary>
    Type OptionsType { get; }

    /// <summary>Writes the output into <see cref="StageContext.OutputFolder"/> and returns what it measured.</summary>
    /// <exception cref="PipelineException">The inputs are unusable; the message names the file and the fix.</exception>
    IReadOnlyList<Metric> Run(StageContext context);
}

/// <summary>A stage with its options already read.</summary>
/// <typeparam name="TOptions">A record whose default values are the stage's defaults.</typeparam>
public abstract class Stage<TOptions> : IStage
    where TOptions : class, new()
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract int Version { get; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<string> Libraries => [];

    /// <inheritdoc/>
    public Type OptionsType => typeof(TOptions);

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Run(StageContext context) => Run(context, OptionsJson.Read<TOptions>(context.Options));

    /// <summary>Does the work.</summary>
    protected abstract IReadOnlyList<Metric> Run(StageContext context, TOptions options);
}
