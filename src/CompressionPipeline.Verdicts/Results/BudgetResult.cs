using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>What became of one budget.</summary>
/// <param name="Budget">The limit.</param>
/// <param name="Verdict">Within it, beyond it, on both sides of it, or not to be judged.</param>
/// <param name="Measured">What is compared with the limit (a value, a drop, a gain or a speedup); null where it is missing or not
/// finite.</param>
/// <param name="Distance">How far inside the limit, in the limit's unit; negative beyond it; null where nothing was
/// measured.</param>
/// <param name="Reason">A sentence for people: the values, the interval, the limit and the distance, what would settle it and who
/// waived it; or what is missing.</param>
public sealed record BudgetResult(Budget Budget, Verdict Verdict, double? Measured, double? Distance, string Reason)
{
    /// <summary>The measured value's interval; null for what is counted, not sampled.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Where inconclusive: how many more samples would settle it, about; null where no number would.</summary>
    public long? MoreSamples { get; init; }

    /// <summary>The waiver that covers a miss of this budget, expired or not; null where there is none.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>What the budget contributes to its variant's verdict: a miss under a waiver that has not expired counts as
    /// kept.</summary>
    public Verdict Counted =>
        Verdict is Verdict.Fail or Verdict.Inconclusive && Waiver is { Expired: false } ? Verdict.Pass : Verdict;
}
