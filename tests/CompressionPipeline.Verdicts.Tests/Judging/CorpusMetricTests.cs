using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public class CorpusMetricTests
{
    private static readonly MetricDefinition Bleu = MetricCatalogue.Find("bleu")!;

    // Every third text of the variant lacks a word, and one in ten is another sentence.
    private static readonly ModelResult Baseline =
        Sample.Baseline with { Scores = With(Sample.Baseline, index => Written(index, 40)) };
    private static readonly ModelResult Variant =
        Sample.Shallow with { Scores = With(Sample.Shallow, index => Written(index, 10)) };
    private static readonly GateResult Measured = Sample.Measured with { Baseline = Baseline, Variants = [Variant] };

    private static string Reference(int index) => $"Removes the element at position {index} from the list.";

    private static string Written(int index, int wrong) =>
        index % wrong == 0
            ? "Returns nothing at all."
            : index % 3 == 0
            ? $"Removes the element at {index} from the list."
            : Reference(index);

    private static Dictionary<string, ScoreResult> With(ModelResult model, Func<int, string> text)
    {
        var metric = TextMetrics.Score(
            TextMetrics.All.Single(metric => metric.Definition == Bleu),
            [.. Enumerable.Range(0, Sample.Examples).Select(index => (Reference(index), text(index)))],
            CancellationToken.None);
        return new(model.Scores) { [Bleu.Name] = new(metric.Value) { Components = metric.Components } };
    }

    private static BudgetResult One(GateResult measured, double limit) =>
        Sample.Judged(measured, new() { Budgets = [new(Bleu.Name, BudgetRule.MaxDrop, limit)] }).Variants[0].Budgets[0];

    [Fact]
    public void Should_Have_An_Interval_Around_Its_Value_And_Its_Change()
    {
        // When
        var score = Sample.Judged(Measured).Variants[0].Scores[Bleu.Name];

        // Then
        Assert.True(score.Interval!.Value.Holds(score.Value!.Value));
        Assert.Equal(score.Value!.Value, score.Interval.Value.Value, 9);
        Assert.Equal(score.Value.Value - Baseline.Scores[Bleu.Name].Value!.Value, score.Change!.Value.Value, 9);
        Assert.InRange(score.Change.Value.High - score.Change.Value.Low, 1, 20);
    }

    [Fact]
    public void Should_Be_Judged_With_The_Whole_Interval()
    {
        // Given
        var change = -Sample.Judged(Measured).Variants[0].Scores[Bleu.Name].Change!.Value.Value;

        // Then
        Assert.Equal([Verdict.Pass, Verdict.Inconclusive, Verdict.Fail],
            new[] { change + 20, change + 0.01, 0 }.Select(limit => One(Measured, limit).Verdict));
    }

    [Fact]
    public void Should_Not_Depend_On_The_Order_Of_The_Examples()
    {
        // Given
        int[] order = [.. Enumerable.Range(0, Sample.Examples).Reverse()];
        string[] ids = [.. order.Select(index => Measured.Ids[index])];
        var basis = Sample.Basis with { IdsDigest = Digest.OfText(string.Join('\n', ids)).Hex };
        var reversed =
            Measured with { Ids = ids, Baseline = Reversed(Measured.Baseline), Variants = [Reversed(Measured.Variants[0])] };

        // Then
        Assert.Equal(One(Measured, 3).Interval, One(reversed, 3).Interval);

        ModelResult Reversed(ModelResult model) => model with
        {
            ScoredOn = basis,
            Scores = model.Scores.ToDictionary(score => score.Key, score => score.Value.Reordered(order)),
        };
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_Not_Be_Judged_Where_Its_Components_Do_Not_Give_It(bool changed)
    {
        // Given
        var score = Variant.Scores[Bleu.Name];
        var components = score.Components!.ToDictionary();
        if (changed)
            components["matches-1"] = [7, .. components["matches-1"].Skip(1)];
        else
            components.Remove("matches-1");

        // When
        var variant = Variant with
        {
            Scores = new Dictionary<string, ScoreResult>(Variant.Scores) { [Bleu.Name] = score with { Components = components } },
        };

        // Then
        Assert.Equal(Verdict.Invalid, One(Measured with { Variants = [variant] }, 3).Verdict);
    }
}
