using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Data;
using CompressionPipeline.Stages.Evaluate;
using CompressionPipeline.Stages.Export;
using CompressionPipeline.Stages.FineTune;
using CompressionPipeline.Stages.Gate;
using CompressionPipeline.Stages.Prune;

namespace CompressionPipeline.Stages.Catalog;

/// <summary>Every stage there is, by name.</summary>
public static class StageCatalog
{
    /// <summary>The stages by name; <c>re-fine-tune</c> is <c>fine-tune</c> under its own name.</summary>
    public static IReadOnlyDictionary<string, IStage> All() => new[]
    {
        DataRegistration.Stages,
        FineTuneRegistration.Stages,
        PruneRegistration.Stages,
        ExportRegistration.Stages,
        EvaluateRegistration.Stages,
        BenchmarkRegistration.Stages,
        GateRegistration.Stages,
    }.SelectMany(stages => stages).ToDictionary(stage => stage.Name, IStage (stage) => new DeviceGuard(stage), StringComparer.Ordinal);
}
