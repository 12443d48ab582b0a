using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Prune;

/// <summary>The stages of this folder.</summary>
internal static class PruneRegistration
{
    public static IReadOnlyList<IStage> Stages { get; } = [new PruneStage()];
}
