using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging.Errors;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>What a variant is compared with: the baseline of the same run, or a model of an earlier one.</summary>
internal sealed record Reference(ModelResult Model, ModelResult Baseline, string Name)
{
    public bool IsBaseline => ReferenceEquals(Model, Baseline);

    /// <summary>Why a variant's times cannot be compared with its own; null where they can.</summary>
    public string? SpeedError(ModelResult variant, string runtime) =>
        IsBaseline ? null : Comparability.Difference(Baseline, variant, Model, Name, runtime);

    /// <summary>Its speedup over the baseline; null where it has none.</summary>
    public Interval? Speedup(SpeedResult cell) => Model.Name == Roles.Baseline
        ? Interval.Exact(1)
        : Model.SpeedAt(cell.Runtime, cell.BatchSize, cell.Phase)?.Speedup;
}
