using CompressionPipeline.Core;
using CompressionPipeline.Stages.Gate;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Stages.Tests.Gate;

public class JudgeProperties
{
    private static readonly string[] Metrics = ["rouge1", "rouge2", "rougeL", "rougeLsum", "latency", "parameters", "bytes"];

    private static readonly Gen<double> AnyNumber = Gen.OneOf(
        Gen.Choose(-2000, 12000).Select(hundredths => hundredths / 100.0),
        Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, double.MaxValue, double.Epsilon));

    private static readonly Gen<Budget> AnyBudget =
        from metric in Gen.Elements(Metrics)
        from rule in Gen.Elements(Enum.GetValues<BudgetRule>())
        from limit in AnyNumber
        from batch in Gen.Elements<int?>(null, 1, 8, 3)
        select new Budget(metric, rule, limit) { BatchSize = batch };

    private static readonly Gen<ModelResult> AnyModel =
        from scores in AnyNumber.ArrayOf(4)
        from sizes in AnyNumber.ArrayOf(2)
        from times in AnyNumber.ArrayOf(3)
        select new ModelResult("any")
        {
            ScoredOn = Sample.Basis,
            Rouge = Metrics.Take(4).Zip(scores).ToDictionary(pair => pair.First, pair => new RougeResult(pair.Second)),
            Parameters = sizes[0],
            Bytes = sizes[1],
            Latency = [new(1, times[0], times[0]) { BaseMedian = times[1], Speedup = times[2] }],
        };

    [Fact]
    public void Should_Never_Turn_A_Pass_Into_Anything_Else_When_A_Budget_Loosens() =>
        Prop.ForAll(Arb.From(
            from unpruned in AnyModel
            from candidate in AnyModel
            from budget in AnyBudget
            from looser in Gen.Choose(0, 5000)
            select (unpruned, candidate, budget, looser)), given =>
        {
            // Given
            var (unpruned, candidate, budget, looser) = given;
            var step = budget.Rule is BudgetRule.Max or BudgetRule.MaxDrop ? looser : -looser;
            var loosened = budget with { Limit = budget.Limit + step };

            // When
            var (before, after) = (Judge.One(unpruned, candidate, budget), Judge.One(unpruned, candidate, loosened));

            // Then
            return before.Verdict != Verdict.Pass || after.Verdict == Verdict.Pass;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Should_Not_Depend_On_The_Order_Of_Budgets() =>
        Prop.ForAll(Arb.From(
            from unpruned in AnyModel
            from candidate in AnyModel
            from budgets in AnyBudget.ListOf()
            from shuffled in Gen.Shuffle(budgets.ToArray())
            select (unpruned, candidate, budgets, shuffled)), given =>
        {
            // When
            var one = Judge.Variant(given.unpruned, given.candidate, [.. given.budgets]);
            var other = Judge.Variant(given.unpruned, given.candidate, given.shuffled);

            // Then
            return one.Verdict == other.Verdict
                && other.Budgets.All(result => one.Budgets.Contains(result));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Should_Never_Pass_What_Is_Not_Finite() =>
        Prop.ForAll(Arb.From(
            from broken in Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity)
            from limit in AnyNumber
            from budget in AnyBudget
            select (broken, budget with { Limit = limit })), given =>
        {
            // Given
            var (broken, budget) = given;
            var candidate = new ModelResult("broken")
            {
                ScoredOn = Sample.Basis,
                Rouge = Metrics.ToDictionary(metric => metric, _ => new RougeResult(broken)),
                Parameters = broken,
                Bytes = broken,
                Latency = [new(1, broken, broken) { BaseMedian = 1, Speedup = broken }],
            };

            // When
            var result = Judge.One(Sample.Base, candidate, budget);

            // Then
            return result.Verdict == Verdict.Invalid;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Should_Turn_A_Drop_Into_As_Large_A_Gain_When_The_Models_Swap() =>
        Prop.ForAll(Arb.From(
            from one in AnyModel
            from other in AnyModel
            from metric in Gen.Elements("rouge1", "rouge2", "bytes", "parameters")
            select (one, other, new Budget(metric, BudgetRule.MaxDrop, 0))), given =>
        {
            // When
            var forth = Judge.One(given.one, given.other, given.Item3).Measured;
            var back = Judge.One(given.other, given.one, given.Item3).Measured;

            // Then
            return forth is null || back is null || forth == -back;
        }).QuickCheckThrowOnFailure();
}
