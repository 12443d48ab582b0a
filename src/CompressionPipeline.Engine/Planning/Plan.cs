using CompressionPipeline.Core;

namespace CompressionPipeline.Engine;

/// <summary>Stages in an order in which each comes after its inputs.</summary>
/// <param name="Stages">The stages; ids are unique, keys need not be: two entries may share work.</param>
public sealed record Plan(IReadOnlyList<PlannedStage> Stages)
{
    /// <summary>The planned stage with an id.</summary>
    /// <exception cref="KeyNotFoundException">The plan has none.</exception>
    public PlannedStage this[string id] => Stages.FirstOrDefault(stage => stage.Id == id)
        ?? throw new KeyNotFoundException($"The plan has no stage '{id}'; it has {string.Join(", ", Stages.Select(stage => stage.Id))}.");

    /// <summary>Every key of the plan: what a garbage collection keeps.</summary>
    public IReadOnlySet<ArtifactKey> Keys => Stages.Select(stage => stage.Key).ToHashSet();
}
