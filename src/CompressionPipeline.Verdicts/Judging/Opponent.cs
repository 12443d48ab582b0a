using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>What a variant is compared with: the unpruned model of the same run, or a model of an earlier one.</summary>
/// <param name="Model">Its measurements.</param>
/// <param name="Unpruned">The unpruned model of this run.</param>
/// <param name="Name">How sentences call it.</param>
internal sealed record Opponent(ModelResult Model, ModelResult Unpruned, string Name)
{
    /// <summary>Whether it was measured in the same run.</summary>
    public bool IsSibling => ReferenceEquals(Model, Unpruned);

    /// <summary>Why a variant's times cannot be compared with its own; null where they can.</summary>
    public string? SpeedError(ModelResult candidate, string runtime) =>
        IsSibling ? null : Conditions.Difference(Unpruned, candidate, Model, Name, runtime);

    /// <summary>Its speedup over the unpruned model; null where it has none.</summary>
    public Interval? Speedup(SpeedResult cell) => Model.Name == Latencies.Base
        ? Spans.Exact(1)
        : Model.Speed.FirstOrDefault(other => other.Runtime == cell.Runtime && other.BatchSize == cell.BatchSize && other.Phase == cell.Phase)?.Speedup;
}
