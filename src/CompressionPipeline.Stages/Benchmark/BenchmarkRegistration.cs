using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>The stages of this folder.</summary>
internal static class BenchmarkRegistration
{
    public static IReadOnlyList<IStage> Stages { get; } = [new BenchmarkStage()];
}
