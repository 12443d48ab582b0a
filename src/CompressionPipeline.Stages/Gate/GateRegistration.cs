using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Gate;

/// <summary>The stages of this folder.</summary>
internal static class GateRegistration
{
    public static IReadOnlyList<IStage> Stages { get; } = [new GateStage()];
}
