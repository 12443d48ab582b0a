using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging.Errors;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Compares measurements with limits: pure, and never a pass for what is missing, not finite, not plausible or not
/// comparable.</summary>
public static class Judge
{
    /// <summary>Judges every variant against every budget.</summary>
    /// <param name="measured">What was measured; intervals, errors and verdicts that stand in it are ignored and made
    /// anew.</param>
    /// <param name="rules">Budgets, waivers, pick and levels; each budget is judged by itself, so their order does not
    /// matter.</param>
    /// <param name="references">The models that budgets name with <c>against</c>, by name.</param>
    /// <returns>The same result with intervals, a verdict per budget, per variant and in all.</returns>
    public static GateResult Apply(GateResult measured, GateOptions rules, IReadOnlyDictionary<string, ModelResult> references)
    {
        var estimated = Estimated(ExampleOrder.Ordinal(measured), rules);
        var comparisons = new Comparisons(estimated, rules, references);
        var errors = ErrorFinder.Of(estimated, rules);
        var variants = estimated.Variants.Select((_, index) => Variant(comparisons, index, errors[index])).ToList();
        var baseline = estimated.Baseline with { Errors = [], Budgets = [], Verdict = null };
        return Conclusion.Of(
            estimated with { Rules = rules, Baseline = baseline, Variants = variants },
            rules.Pick is { } pick ? Picking.Of(comparisons, variants, pick) : null);
    }

    /// <summary>FAIL outweighs INVALID, that INCONCLUSIVE, and that PASS.</summary>
    /// <param name="verdicts">The parts' verdicts.</param>
    /// <param name="ofNothing">The verdict where there are no parts.</param>
    public static Verdict Overall(IEnumerable<Verdict> verdicts, Verdict ofNothing)
    {
        var all = verdicts.DefaultIfEmpty(ofNothing).ToHashSet();
        return new[] { Verdict.Fail, Verdict.Invalid, Verdict.Inconclusive, Verdict.Pass }.First(all.Contains);
    }

    // What the raw samples say: intervals, paired changes, speedups, the frontier; null where samples are missing, not finite or
    // not comparable.
    private static GateResult Estimated(GateResult measured, GateOptions rules)
    {
        var models = QualityEstimates.Of([measured.Baseline, .. measured.Variants], rules)
            .AsParallel().AsOrdered()
            .Select(model => model with { Speed = SpeedEstimates.Of(model.Benchmark, rules.SpeedConfidence) })
            .ToList();
        return Frontier.Of(measured with { Baseline = models[0], Variants = models[1..] });
    }

    private static ModelResult Variant(Comparisons comparisons, int index, IReadOnlyList<string> errors)
    {
        var (variant, rules) = (comparisons.Result.Variants[index], comparisons.Rules);
        var budgets = rules.Budgets.Select(budget => Waived(One(comparisons, index, budget, errors), variant, rules)).ToList();
        return variant with
        {
            Errors = errors,
            Budgets = budgets,
            Verdict = errors.Count > 0 ? Verdict.Invalid : Overall(budgets.Select(result => result.Counted),
                ofNothing: Verdict.Pass),
        };
    }

    internal static BudgetResult One(Comparisons comparisons, int index, Budget budget, IReadOnlyList<string> errors)
    {
        var compared = comparisons.Of(index, budget);
        if (compared.Error is not null)
            return new(budget, Verdict.Invalid, Measured: null, Distance: null, compared.Error);
        if (compared.For(budget.Rule) is not { } measured || !measured.IsFinite)
            return new(budget, Verdict.Invalid, Measured: null, Distance: null, Missing(compared, budget));
        var result = new BudgetResult(budget, Verdict.Invalid, measured.Value, Distance: null, "")
        {
            Interval = compared.Metric.IsExact ? null : measured,
        };
        if (errors.Count > 0)
            return result with { Reason = $"not judged: {errors[0]}" };
        var distance = Limit.Distance(measured.Value, budget.Rule, budget.Limit);
        if (!double.IsFinite(budget.Limit) || !double.IsFinite(distance))
            return result with { Reason = $"the limit {budget.Limit} is not a usable number" };

        var verdict = Limit.Of(measured, budget.Rule, budget.Limit);
        var more = verdict == Verdict.Inconclusive ? SampleSize.More(compared.Samples.Count, measured, budget.Limit) : null;
        return result with
        {
            Verdict = verdict,
            Distance = distance,
            MoreSamples = more,
            Reason = Reasons.Of(compared, measured, budget, verdict, more),
        };
    }

    private static string Missing(Comparison compared, Budget budget) =>
        budget.Rule is not (BudgetRule.Min or BudgetRule.Max) && compared.Value is not null && compared.Reference is null
            ? $"{compared.Metric.Name} of what it is compared with is missing or not a usable number"
            : budget.Rule is BudgetRule.MaxDropPercent or BudgetRule.MinGainPercent && compared.Change is not null
                ? $"there is no percent of {compared.Metric.Name}: what it is compared with can be 0"
                : $"{compared.Metric.Name} of the variant is missing or has no interval";

    private static BudgetResult Waived(BudgetResult result, ModelResult variant, GateOptions rules)
    {
        if (result.Verdict is not (Verdict.Fail or Verdict.Inconclusive)
            || Waivers.Of(result.Budget, variant.Name, rules.Waivers) is not { } waiver)
            return result;
        return result with { Waiver = waiver, Reason = $"{result.Reason}; {Waivers.Sentence(waiver)}" };
    }
}
