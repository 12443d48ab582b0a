using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Export;

/// <summary>The stages of this folder.</summary>
internal static class ExportRegistration
{
    public static IReadOnlyList<IStage> Stages { get; } = [new ExportStage()];
}
