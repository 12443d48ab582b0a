using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>Stages in an order in which each comes after its inputs.</summary>
/// <param name="Stages">The stages; ids are unique, keys need not be: two entries may share work.</param>
public sealed record Plan(IReadOnlyList<PlannedStage> Stages)
{
    /// <summary>The planned stage with an id.</summary>
    /// <exception cref="KeyNotFoundException">The plan has none.</exception>
    public PlannedStage this[string id] => Stages.FirstOrDefault(stage => stage.Id == id)
        ?? throw new KeyNotFoundException(
            $"The plan has no stage '{id}'; it has {string.Join(", ", Stages.Select(stage => stage.Id))}.");

    /// <summary>
    /// The stages that make and measure one model of an entry: <c>docs/shallow</c>, or <c>docs/baseline</c> with the sources that
    /// all of the entry share.
    /// </summary>
    /// <param name="only">Entry and variant, as <c>--only</c> takes them.</param>
    public IEnumerable<PlannedStage> Of(string only)
    {
        var (model, variant) = only.Split('/') is [var first, var second]
            ? (first, second)
            : throw new ArgumentException($"'{only}' is no model/variant.", nameof(only));
        return Stages.Where(stage => stage.Model == model
            && (stage.Variant == variant || (variant == Roles.Baseline && stage.Stage.Kind == StageKind.Source)));
    }

    /// <summary>
    /// The steps and stages of a name; where there are none, those of the stage of that name under other names.
    /// </summary>
    public IEnumerable<PlannedStage> Named(string name) => Stages.Any(stage => stage.Name == name)
        ? Stages.Where(stage => stage.Name == name)
        : Stages.Where(stage => stage.Stage.Name == name);

    /// <summary>
    /// Identifies an entry's measured content: the keys of all its stages but those of a verdict, which measure nothing.
    /// </summary>
    /// <returns>Null where the plan has no such entry.</returns>
    public Digest? ContentOf(string model)
    {
        var stages = Stages.Where(stage => stage.Model == model && stage.Stage.Kind != StageKind.Verdict)
            .Select(stage => $"{stage.Id} {stage.Key}").Order(StringComparer.Ordinal).ToList();
        return stages.Count == 0 ? null : Digest.OfText(string.Join('\n', stages));
    }

    /// <summary>Every key of the plan: what a garbage collection keeps.</summary>
    public IReadOnlySet<ArtifactKey> Keys => Stages.Select(stage => stage.Key).ToHashSet();
}
