using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Evaluate;

/// <summary>The stages of this folder.</summary>
internal static class EvaluateRegistration
{
    public static IReadOnlyList<IStage> Stages { get; } = [new EvaluateStage()];
}
