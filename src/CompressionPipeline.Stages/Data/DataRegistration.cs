using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Data;

/// <summary>The stages of this folder.</summary>
internal static class DataRegistration
{
    public static IReadOnlyList<IStage> Stages { get; } = [new DataStage()];
}
