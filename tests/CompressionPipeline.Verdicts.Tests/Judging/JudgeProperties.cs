using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public class JudgeProperties
{
    // Every resample costs, and no property depends on their number.
    private static readonly GateOptions Rules = new() { Resamples = 100 };

    private static readonly Gen<double> AnyLimit = Gen.OneOf(
        Gen.Choose(-500, 6000).Select(hundredths => hundredths / 100.0),
        Gen.Choose(0, 30).Select(hundredths => 1.5 + (hundredths / 100.0)),
        Gen.Elements(2_100_000.0, 1e8, 0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue));

    private static readonly Gen<Budget> AnyBudget =
        from metric in Gen.Elements(
            "rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum", "latency", "parameters", "bytes", "memory")
        from rule in Gen.Elements(Enum.GetValues<BudgetRule>())
        from limit in AnyLimit
        from batch in Gen.Elements<int?>(null, 1, 8, 3)
        select new Budget(metric, rule, limit) { BatchSize = metric == "latency" ? batch : null };

    private static readonly Gen<ModelResult> AnyVariant =
        from index in Gen.Choose(0, 1_000_000)
        from lost in Gen.Choose(-50, 400)
        from speed in Gen.Choose(90, 250)
        from parameters in Gen.Choose(1_000_000, 3_100_000)
        select Sample.Variant($"variant-{index}", 6, 2, parameters, lost / 100.0, [speed / 100.0, speed / 120.0]);

    private static readonly Gen<GateResult> AnyResult =
        from variants in AnyVariant.NonEmptyListOf()
        select Sample.Measured with { Variants = [.. variants.Take(4).DistinctBy(variant => variant.Name)] };

    private static readonly Gen<GateOptions> AnyRules =
        from budgets in AnyBudget.ListOf()
        from pick in Gen.Elements(
            null, new Pick("latency"), new Pick("parameters") { Within = new Dictionary<string, double> { ["rouge2"] = 1 } })
        from waived in Gen.Elements<Waiver[]>([], [new("rouge2", BudgetRule.MaxDrop, "because", new(2030, 1, 1))])
        select Rules with { Budgets = [.. budgets], Pick = pick, Waivers = waived };

    [Fact]
    public void Should_Never_Turn_A_Pass_Into_Anything_Else_When_A_Budget_Loosens() => Check(
        from measured in AnyResult
        from budget in AnyBudget
        from looser in Gen.Choose(0, 5000)
        select (measured, budget, looser), given =>
        {
            // Given
            var (measured, budget, looser) = given;
            var loosened = budget with { Limit = budget.Limit + (Limit.IsMost(budget.Rule) ? looser : -looser) };

            // When
            var (before, after) = (Judged(measured, budget), Judged(measured, loosened));

            // Then: nor does a miss become a clearer miss
            return before.Zip(after).All(pair => pair.First != Verdict.Pass || pair.Second == Verdict.Pass)
                && before.Zip(after).All(pair => pair.First != Verdict.Inconclusive || pair.Second != Verdict.Fail);
        });

    [Fact]
    public void Should_Never_Pass_What_Is_Not_Finite() => Check(
        from budget in AnyBudget
        from broken in Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity)
        from place in Gen.Choose(0, 4)
        select (budget, broken, place), given =>
        {
            // Given
            var (budget, broken, place) = given;
            var good = Sample.Shallow;
            var candidate = place switch
            {
                0 => good with
                {
                    Scores = good.Scores.ToDictionary(score => score.Key, score => score.Value with { Value = broken }),
                },
                1 => good with
                {
                    Scores = good.Scores.ToDictionary(
                        score => score.Key, score => score.Value with { Samples = [broken, .. score.Value.Samples.Skip(1)] }),
                },
                2 => good with { Parameters = broken },
                3 => good with { Bytes = broken },
                _ => good with
                {
                    Benchmark = good.Benchmark! with
                    {
                        Cells = [
                            .. good.Benchmark.Cells.Select(cell => cell with { Samples = [broken, .. cell.Samples.Skip(1)] })],
                    },
                },
            };

            // When
            var result = Judge.Apply(Sample.Measured with { Variants = [candidate] }, Rules with { Budgets = [budget] }, Nobody);

            // Then
            return result is { Verdict: Verdict.Invalid, Blocks: true }
                && result.Variants[0].Budgets[0].Verdict == Verdict.Invalid;
        });

    [Fact]
    public void Should_Not_Depend_On_The_Order_Of_Budgets_Or_Variants() => Check(
        from measured in AnyResult
        from rules in AnyRules
        from budgets in Gen.Shuffle(rules.Budgets.ToArray())
        from variants in Gen.Shuffle(measured.Variants.ToArray())
        select (measured, rules, budgets, variants), given =>
        {
            // When
            var one = Judge.Apply(given.measured, given.rules, Nobody);
            var other = Judge.Apply(
                given.measured with { Variants = given.variants }, given.rules with { Budgets = given.budgets }, Nobody);

            // Then
            return one.Verdict == other.Verdict && one.Blocks == other.Blocks && one.Pick?.Variant == other.Pick?.Variant
                && one.Variants.All(variant => other.Variants.Single(same => same.Name == variant.Name) is var same
                    && same.Verdict == variant.Verdict && same.Budgets.All(variant.Budgets.Contains));
        });

    [Fact]
    public void Should_Not_Depend_On_The_Order_Of_Examples() => Check(
        from measured in AnyResult
        from rules in AnyRules
        from order in Gen.Shuffle(Enumerable.Range(0, Sample.Examples).ToArray())
        select (measured, rules, order), given =>
        {
            // Given
            var (measured, rules, order) = given;
            string[] ids = [.. order.Select(index => measured.Ids[index])];
            var basis = Sample.Basis with { IdsDigest = Digest.OfText(string.Join('\n', ids)).Hex };
            var shuffled = measured with
            {
                Ids = ids, Baseline = Shuffled(measured.Baseline), Variants = [.. measured.Variants.Select(Shuffled)],
            };

            // When
            var (one, other) = (Judge.Apply(measured, rules, Nobody), Judge.Apply(shuffled, rules, Nobody));

            // Then
            return Same(one, other);

            ModelResult Shuffled(ModelResult model) => model with
            {
                ScoredOn = basis,
                Scores = model.Scores.ToDictionary(
                    score => score.Key,
                    score => score.Value with { Samples = [.. order.Select(index => score.Value.Samples[index])] }),
            };
        });

    [Fact]
    public void Should_Turn_A_Change_Into_Its_Negative_When_The_Models_Swap() => Check(
        from variant in AnyVariant
        from metric in Gen.Elements("rouge1", "rouge2", "rougeL", "parameters", "bytes")
        select (variant, metric), given =>
        {
            // Given
            var rules = Rules with { Budgets = [new(given.metric, BudgetRule.MaxDrop, 0)] };

            // When
            var forth = Judge.Apply(Sample.Measured with { Variants = [given.variant] }, rules, Nobody).Variants[0].Budgets[0];
            var back = Judge.Apply(
                Sample.Measured with { Baseline = given.variant with { Benchmark = null }, Variants = [Sample.Baseline] }, rules,
                Nobody).Variants[0].Budgets[0];

            // Then
            return Near(forth.Measured, -back.Measured) && Near(forth.Interval?.Low, -back.Interval?.High);
        });

    [Fact]
    public void Should_Say_The_Same_When_Asked_Again() => Check(
        from measured in AnyResult
        from rules in AnyRules
        select (measured, rules), given =>
        {
            // When
            var once = Judge.Apply(given.measured, given.rules, Nobody);
            var twice = Judge.Apply(once, given.rules, Nobody);

            // Then
            return Same(once, twice);
        });

    [Fact]
    public void Should_Let_No_Waiver_Turn_What_Is_Invalid_Into_A_Pass() => Check(
        from variant in AnyVariant
        from budgets in AnyBudget.NonEmptyListOf()
        select (variant, budgets), given =>
        {
            // Given
            var rules = Rules with
            {
                Budgets = [.. given.budgets],
                Waivers = [
                    .. given.budgets.Select(budget => new Waiver(budget.Metric, budget.Rule, "everything", new(2030, 1, 1)))],
            };
            var measured = Sample.Measured with { Variants = [given.variant] };

            // When
            var (strict, waived) = (
                Judge.Apply(measured, rules with { Waivers = [] }, Nobody), Judge.Apply(measured, rules, Nobody));

            // Then
            return strict.Variants[0].Budgets.Zip(waived.Variants[0].Budgets).All(
                pair => (pair.First.Verdict == Verdict.Invalid) == (pair.Second.Counted == Verdict.Invalid))
                && (waived.Verdict == Verdict.Invalid) == strict.Variants[0].Budgets.Any(
                    budget => budget.Verdict == Verdict.Invalid);
        });

    [Fact]
    public void Should_Let_No_Wider_Interval_Settle_What_Is_Open() => Check(
        from ends in Gen.Choose(-100, 100).Select(whole => whole / 10.0).ArrayOf(2)
        from limit in Gen.Choose(-100, 100).Select(whole => whole / 10.0)
        from wider in Gen.Choose(0, 50).Select(whole => whole / 10.0).ArrayOf(2)
        from rule in Gen.Elements(Enum.GetValues<BudgetRule>())
        select (Low: ends.Min(), High: ends.Max(), limit, wider, rule), given =>
        {
            // Given
            var (low, high, limit, wider, rule) = given;

            // When
            var narrow = Limit.Of(new((low + high) / 2, low, (low + high) / 2, high), rule, limit);
            var wide = Limit.Of(new((low + high) / 2, low - wider[0], (low + high) / 2, high + wider[1]), rule, limit);

            // Then: nor does it turn a verdict round
            return wide == narrow || wide == Verdict.Inconclusive;
        });

    private static IReadOnlyDictionary<string, ModelResult> Nobody { get; } = new Dictionary<string, ModelResult>();

    private static IReadOnlyList<Verdict> Judged(GateResult measured, Budget budget) =>
        [
            .. Judge.Apply(measured, Rules with { Budgets = [budget] }, Nobody).Variants.Select(
                variant => variant.Budgets[0].Verdict)];

    private static bool Near(double? one, double? other) =>
        one is null ? other is null : Math.Abs(one.Value - other!.Value) < 1e-9;

    // NaN cannot be written, and a limit may be one.
    private static bool Same(GateResult one, GateResult other) =>
        (one.Verdict, one.Blocks, one.Reason, one.Pick?.Reason) == (other.Verdict, other.Blocks, other.Reason, other.Pick?.Reason)
        && one.Ids.SequenceEqual(other.Ids)
        && one.Variants.Zip(other.Variants).All(pair => pair.First.Verdict == pair.Second.Verdict
            && pair.First.Budgets.SequenceEqual(pair.Second.Budgets)
            && pair.First.Errors.SequenceEqual(pair.Second.Errors)
            && pair.First.Scores.All(score => score.Value.Change.Equals(pair.Second.Scores[score.Key].Change)));

    private static void Check<T>(Gen<T> given, Func<T, bool> holds) =>
        Prop.ForAll(Arb.From(given), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
}
