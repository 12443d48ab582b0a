using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Data;
using CompressionPipeline.Stages.Evaluate;
using CompressionPipeline.Stages.Export;
using CompressionPipeline.Stages.FineTune;
using CompressionPipeline.Stages.Gate;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Stages.Search;

namespace CompressionPipeline.Stages.Catalog;

/// <summary>Every stage there is.</summary>
public static class StageCatalog
{
    /// <summary>The stages by name.</summary>
    /// <param name="added">Stages of the host.</param>
    public static IReadOnlyDictionary<string, IStage> All(params IReadOnlyList<IStage> added) => new IStage[]
    {
        new DataStage(),
        new FineTuneStage(),
        new SearchStage(),
        new PruneStage(),
        new ExportStage(),
        new EvaluateStage(),
        new BenchmarkStage(),
        new GateStage(),
    }.Concat(added).ToDictionary(stage => stage.Name, IStage (stage) => new DeviceGuard(stage), StringComparer.Ordinal);
}
