using CompressionPipeline.Core;
using CompressionPipeline.Stages.Reports;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>Compares measurements with limits: pure, and never a pass for what is missing, not finite or not comparable.</summary>
public static class Judge
{
    /// <summary>Judges every variant against every budget.</summary>
    /// <param name="measured">A result whose verdicts are not yet set; they are ignored.</param>
    /// <param name="rules">Budgets, waivers, pick and levels; each budget is judged by itself, so their order does not matter.</param>
    /// <param name="baselines">The models that budgets name with <c>against</c>, by name.</param>
    /// <returns>The same result with intervals, a verdict per budget, per variant and in all.</returns>
    public static GateResult Apply(GateResult measured, GateOptions rules, IReadOnlyDictionary<string, ModelResult> baselines)
    {
        var estimated = Estimates.Of(measured, rules);
        var variants = estimated.Variants.Select(variant => Variant(estimated.Base, variant, rules.Budgets)).ToList();
        return estimated with { Rules = rules, Variants = variants, Verdict = Overall(variants.Select(variant => variant.Verdict!.Value), ofNothing: Verdict.Invalid) };
    }

    /// <summary>Judges one variant against every budget.</summary>
    public static ModelResult Variant(ModelResult unpruned, ModelResult candidate, IReadOnlyList<Budget> budgets)
    {
        var results = budgets.Select(budget => One(unpruned, candidate, budget)).ToList();
        return candidate with { Budgets = results, Verdict = Overall(results.Select(result => result.Verdict), ofNothing: Verdict.Pass) };
    }

    /// <summary>Judges one variant against one budget.</summary>
    public static BudgetResult One(ModelResult unpruned, ModelResult candidate, Budget budget)
    {
        var reading = Reading.Take(unpruned, candidate, budget);
        if (reading.Fault is not null)
            return new(budget, Verdict.Invalid, Measured: null, Distance: null, reading.Fault);
        if (!double.IsFinite(budget.Limit))
            return new(budget, Verdict.Invalid, reading.Measured, Distance: null, $"the limit {budget.Limit} is not a finite number");

        var atMost = budget.Rule is BudgetRule.Max or BudgetRule.MaxDrop;
        var within = atMost ? reading.Measured <= budget.Limit : reading.Measured >= budget.Limit;
        var distance = atMost ? budget.Limit - reading.Measured : reading.Measured - budget.Limit;
        return new(
            budget,
            within ? Verdict.Pass : Verdict.Fail,
            reading.Measured,
            double.IsFinite(distance) ? distance : null,
            $"{reading.Sentence}, {Words.Distance(distance, reading.Unit)} {(within ? "to spare" : atMost ? "over the limit" : "short of the limit")}");
    }

    /// <summary>A failure outweighs what cannot be judged, and that outweighs a pass.</summary>
    /// <param name="verdicts">The parts' verdicts.</param>
    /// <param name="ofNothing">The verdict where there are no parts.</param>
    public static Verdict Overall(IEnumerable<Verdict> verdicts, Verdict ofNothing)
    {
        var all = verdicts.ToHashSet();
        return all.Count == 0 ? ofNothing
            : all.Contains(Verdict.Fail) ? Verdict.Fail
            : all.Contains(Verdict.Invalid) ? Verdict.Invalid
            : Verdict.Pass;
    }

    internal static int BatchSize(Budget budget) => budget.BatchSize ?? 1;
}
