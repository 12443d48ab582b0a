using System.Text.Json.Nodes;

namespace CompressionPipeline.Core;

/// <summary>Where a stage stands in a plan. The planner goes by this and by no stage's name.</summary>
public enum StageKind
{
    /// <summary>Makes what all models of an entry share, before any step: the data set.</summary>
    Source,

    /// <summary>Makes a model from a model. These are what a recipe lists; all other kinds follow by themselves.</summary>
    Step,

    /// <summary>Makes the files that are released, from the last step of each model: the export.</summary>
    Package,

    /// <summary>Measures the export of each model.</summary>
    Measurement,

    /// <summary>Measures the export of each variant beside the baseline's.</summary>
    Comparison,

    /// <summary>Judges an entry by what was measured; without variants there is nothing to judge.</summary>
    Verdict,
}

/// <summary>A function from input artifacts, options and seed to an output folder.</summary>
public interface IStage
{
    /// <summary>
    /// One name everywhere: recipe key, target, artifact folder, metric prefix. Kebab case. A step of a recipe may have another.
    /// </summary>
    string Name { get; }

    /// <summary>Part of the artifact key: raise it whenever the same inputs would give another output.</summary>
    int Version { get; }

    /// <summary>
    /// Libraries that compute its numbers, with their versions: part of the artifact key, since another one computes others.
    /// </summary>
    IReadOnlyList<string> Libraries => [];

    /// <summary>The record that holds this stage's options; serialised as kebab-case JSON it is part of the key.</summary>
    Type OptionsType { get; }

    /// <summary>Where it stands in a plan.</summary>
    StageKind Kind => StageKind.Step;

    /// <summary>
    /// The roles of the artifacts that it reads (<see cref="Roles"/>). The first step of a recipe gets no <c>model</c>.
    /// </summary>
    IReadOnlyList<string> Inputs => [Roles.Model];

    /// <summary>Those that it reads with these options: <see cref="Inputs"/>, and what an option asks for.</summary>
    /// <param name="options">The options as the plan has them.</param>
    IReadOnlyList<string> InputsFor(JsonObject options) => Inputs;

    /// <summary>
    /// Of a step: the role in which later steps read what it makes. Another one than <see cref="Roles.Model"/> leaves the model
    /// as it was.
    /// </summary>
    string OutputRole => Roles.Model;

    /// <summary>Whether nothing else may run on the machine meanwhile, as where time is measured.</summary>
    bool RunsAlone => false;

    /// <summary>Whether the kind of machine is part of the artifact key, as where time is measured.</summary>
    bool KeyHoldsMachine => false;

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
    public virtual StageKind Kind => StageKind.Step;

    /// <inheritdoc/>
    public virtual IReadOnlyList<string> Inputs => [Roles.Model];

    /// <inheritdoc/>
    public virtual string OutputRole => Roles.Model;

    /// <inheritdoc/>
    public virtual bool RunsAlone => false;

    /// <inheritdoc/>
    public virtual bool KeyHoldsMachine => false;

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Run(StageContext context) => Run(context, OptionsJson.Read<TOptions>(context.Options));

    IReadOnlyList<string> IStage.InputsFor(JsonObject options) => InputsFor(OptionsJson.Read<TOptions>(options));

    /// <summary>The roles of the artifacts that it reads with these options.</summary>
    protected virtual IReadOnlyList<string> InputsFor(TOptions options) => Inputs;

    /// <summary>Does the work.</summary>
    protected abstract IReadOnlyList<Metric> Run(StageContext context, TOptions options);
}
