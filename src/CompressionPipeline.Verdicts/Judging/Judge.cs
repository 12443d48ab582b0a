using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging.Errors;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Compares measurements with limits: pure, and never a pass for what is missing, not finite, not plausible or not comparable.</summary>
public static class Judge
{
    /// <summary>Judges every variant against every budget.</summary>
    /// <param name="measured">What was measured; intervals, errors and verdicts that stand in it are ignored and made anew.</param>
    /// <param name="rules">Budgets, waivers, pick and levels; each budget is judged by itself, so their order does not matter.</param>
    /// <param name="baselines">The models that budgets name with <c>against</c>, by name.</param>
    /// <returns>The same result with intervals, a verdict per budget, per variant and in all.</returns>
    public static GateResult Apply(GateResult measured, GateOptions rules, IReadOnlyDictionary<string, ModelResult> baselines)
    {
        var estimated = Estimates.Of(ExampleOrder.Ordinal(measured), rules);
        var field = new Field(estimated, rules, baselines);
        var errors = ErrorFinder.Of(estimated, rules);
        var variants = estimated.Variants.Select((variant, index) => Variant(field, index, errors[index])).ToList();
        var unpruned = estimated.Base with { Errors = [], Budgets = [], Verdict = null };
        return Conclusion.Of(
            estimated with { Rules = rules, Base = unpruned, Variants = variants },
            rules.Pick is { } pick ? Picking.Of(field, variants, pick) : null);
    }

    /// <summary>FAIL outweighs INVALID, that INCONCLUSIVE, and that PASS.</summary>
    /// <param name="verdicts">The parts' verdicts.</param>
    /// <param name="ofNothing">The verdict where there are no parts.</param>
    public static Verdict Overall(IEnumerable<Verdict> verdicts, Verdict ofNothing)
    {
        var all = verdicts.ToHashSet();
        return all.Count == 0 ? ofNothing
            : all.Contains(Verdict.Fail) ? Verdict.Fail
            : all.Contains(Verdict.Invalid) ? Verdict.Invalid
            : all.Contains(Verdict.Inconclusive) ? Verdict.Inconclusive
            : Verdict.Pass;
    }

    internal static int BatchSize(Budget budget) => budget.BatchSize ?? 1;

    private static ModelResult Variant(Field field, int index, IReadOnlyList<string> errors)
    {
        var variant = field.Result.Variants[index];
        var budgets = field.Rules.Budgets.Select(budget => Waived(One(field, index, budget, errors), variant, field.Rules)).ToList();
        return variant with
        {
            Errors = errors,
            Budgets = budgets,
            Verdict = errors.Count > 0 ? Verdict.Invalid : Overall(budgets.Select(result => result.Counted), ofNothing: Verdict.Pass),
        };
    }

    /// <summary>Judges one variant against one budget.</summary>
    internal static BudgetResult One(Field field, int index, Budget budget, IReadOnlyList<string> errors)
    {
        var compared = field.Compare(index, budget);
        if (compared.Error is not null)
            return new(budget, Verdict.Invalid, Measured: null, Distance: null, compared.Error);
        if (compared.For(budget.Rule) is not { } measured || !measured.IsFinite())
            return new(budget, Verdict.Invalid, Measured: null, Distance: null, Missing(compared, budget));
        var result = new BudgetResult(budget, Verdict.Invalid, measured.Value, Distance: null, "") { Interval = compared.Kind.Counted ? null : measured };
        if (errors.Count > 0)
            return result with { Reason = $"not judged: {errors[0]}" };
        if (!double.IsFinite(budget.Limit) || !double.IsFinite(Limit.Distance(measured.Value, budget.Rule, budget.Limit)))
            return result with { Reason = $"the limit {budget.Limit} is not a usable number" };

        var verdict = Limit.Of(measured, budget.Rule, budget.Limit);
        var more = verdict == Verdict.Inconclusive ? Metrics.Statistics.SampleSize.More(compared.Samples.Count, measured, budget.Limit) : null;
        return result with
        {
            Verdict = verdict,
            Distance = Limit.Distance(measured.Value, budget.Rule, budget.Limit),
            MoreSamples = more,
            Reason = Reasons.Of(compared, measured, budget, verdict, more),
        };
    }

    private static string Missing(Comparison compared, Budget budget) =>
        budget.Rule is not (BudgetRule.Min or BudgetRule.Max) && compared.Value is not null && compared.Reference is null
            ? $"{compared.Kind.Name} of what it is compared with is missing or not a usable number"
            : budget.Rule is BudgetRule.MaxDropPercent or BudgetRule.MinGainPercent && compared.Change is not null
                ? $"there is no percent of {compared.Kind.Name}: what it is compared with can be 0"
                : $"{compared.Kind.Name} of the variant is missing or has no interval";

    private static BudgetResult Waived(BudgetResult result, ModelResult variant, GateOptions rules)
    {
        if (result.Verdict is not (Verdict.Fail or Verdict.Inconclusive) || Waivers.Of(result.Budget, variant.Name, rules.Waivers) is not { } waiver)
            return result;
        return result with { Waiver = waiver, Reason = $"{result.Reason}; {Waivers.Sentence(waiver)}" };
    }
}
