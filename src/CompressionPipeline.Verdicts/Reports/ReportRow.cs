using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>One metric of one variant beside the baseline: the lines that report and console share.</summary>
/// <param name="Metric">Its title in the catalogue, with what it is about.</param>
/// <param name="Baseline">The baseline's value with its unit.</param>
/// <param name="Variant">The variant's value with its unit.</param>
/// <param name="Change">What the difference means, for example <c>1.83x faster</c>.</param>
/// <param name="Budgets">The limits on this metric; empty where nobody set one.</param>
/// <param name="Verdict">The worst verdict of those limits; null without one.</param>
public sealed record ReportRow(string Metric, string Baseline, string Variant, string Change, string Budgets, Verdict? Verdict)
{
    /// <summary>The rows of one variant: quality, speed, size.</summary>
    public static IReadOnlyList<ReportRow> Of(ModelResult baseline, ModelResult variant) =>
    [
        .. variant.Scores.Select(score => Score(baseline, variant, score.Key, score.Value)),
        .. Length(baseline, variant),
        .. variant.Speed.Where(cell => cell.Phase == Phase.Total).Select(cell => Latency(variant, cell)),
        Make(MetricCatalogue.Title(MetricCatalogue.Parameters), Words.Count(baseline.Parameters), Words.Count(variant.Parameters),
            Words.Percent(baseline.Parameters, variant.Parameters), On(variant, MetricCatalogue.Parameters)),
        Make(MetricCatalogue.Title(MetricCatalogue.Bytes), Words.MegaBytes(baseline.Bytes), Words.MegaBytes(variant.Bytes),
            Words.Percent(baseline.Bytes, variant.Bytes), On(variant, MetricCatalogue.Bytes)),
        .. Memory(variant),
    ];

    private static ReportRow Score(ModelResult baseline, ModelResult variant, string metric, ScoreResult score) => Make(
        MetricCatalogue.Title(metric),
        Words.Fixed(baseline.Scores.GetValueOrDefault(metric)?.Value),
        Words.Fixed(score.Value),
        Words.Change(score.Change),
        On(variant, metric));

    private static IEnumerable<ReportRow> Length(ModelResult baseline, ModelResult variant)
    {
        if ((baseline.GeneratedLength ?? variant.GeneratedLength) is not null)
            yield return Make("mean length, tokens", Words.Fixed(baseline.GeneratedLength), Words.Fixed(variant.GeneratedLength),
                variant.GeneratedLength - baseline.GeneratedLength is { } longer ? Words.Signed(longer) : Words.Missing, []);
    }

    private static ReportRow Latency(ModelResult variant, SpeedResult cell)
    {
        var runtime = variant.Speed.DistinctBy(other => other.Runtime).Count() > 1 ? $", {cell.Runtime}" : "";
        var change = cell.Speedup is { } speedup
            ? $"{Words.Times(speedup.Value)} "
                + $"{(speedup.Value >= 1 ? "faster" : "as fast")}{Words.Interval(speedup.Low, speedup.High)}"
            : Words.Missing;
        return Make(
            $"{MetricCatalogue.Title(MetricCatalogue.Latency)}, batch {cell.BatchSize}{runtime}",
            Words.Milliseconds(cell.Baseline?.P50), Words.Milliseconds(cell.Variant?.P50), change,
            On(variant, MetricCatalogue.Latency).Where(result => ReferenceEquals(variant.SpeedFor(result.Budget), cell)));
    }

    private static IEnumerable<ReportRow> Memory(ModelResult variant) =>
        from model in variant.Benchmark?.Models ?? []
        where model is { Name: Latencies.Variant, PeakBytes: not null }
        let baseline = variant.Benchmark!.PeakBytes(Roles.Baseline, model.Runtime)
        select Make(
            $"{MetricCatalogue.Title(MetricCatalogue.Memory)}, {model.Runtime}",
            Words.MegaBytes(baseline), Words.MegaBytes(model.PeakBytes),
            Words.Percent(baseline, model.PeakBytes),
            On(variant, MetricCatalogue.Memory).Where(result => (result.Budget.Runtime ?? model.Runtime) == model.Runtime));

    private static IEnumerable<BudgetResult> On(ModelResult variant, string metric) =>
        variant.Budgets.Where(result => result.Budget.Metric == metric);

    private static ReportRow Make(string metric, string baseline, string variant, string change,
        IEnumerable<BudgetResult> budgets)
    {
        var limits = budgets.ToList();
        var words = string.Join(", ", limits.Select(Limit));
        return new(metric, baseline, variant, change, words, limits.Count == 0 ? null : limits.Max(result => result.Verdict));
    }

    private static string Limit(BudgetResult result) =>
        $"{OptionsJson.NameOf(result.Budget.Rule)} {Words.Number(result.Budget.Limit)}"
        + (result.Counted == result.Verdict ? "" : " (waived)");
}
