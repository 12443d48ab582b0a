using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>One measure of one variant beside the unpruned model: the lines that report and console share.</summary>
/// <param name="Measure">For example <c>ROUGE-2</c>.</param>
/// <param name="Base">The unpruned model's value with its unit.</param>
/// <param name="Candidate">The variant's value with its unit.</param>
/// <param name="Change">What the difference means, for example <c>1.83x faster</c>.</param>
/// <param name="Budgets">The limits on this measure; empty where nobody set one.</param>
/// <param name="Verdict">The worst verdict of those limits; null without one.</param>
public sealed record ReportRow(string Measure, string Base, string Candidate, string Change, string Budgets, Verdict? Verdict)
{
    /// <summary>The rows of one variant: quality, speed, size.</summary>
    public static IReadOnlyList<ReportRow> Of(ModelResult unpruned, ModelResult candidate) =>
    [
        .. candidate.Rouge.Select(score => Rouge(unpruned, candidate, score.Key, score.Value)),
        Make("mean length, tokens", Words.Fixed(unpruned.GeneratedLength), Words.Fixed(candidate.GeneratedLength),
            candidate.GeneratedLength - unpruned.GeneratedLength is { } longer ? Words.Signed(longer) : Words.Missing, []),
        .. candidate.Speed.Where(cell => cell.Phase == Phase.Total).Select(cell => Latency(candidate, cell)),
        Make("parameters", Words.Count(unpruned.Parameters), Words.Count(candidate.Parameters),
            Words.Percent(unpruned.Parameters, candidate.Parameters), On(candidate, "parameters")),
        Make("ONNX size", Words.MegaBytes(unpruned.Bytes), Words.MegaBytes(candidate.Bytes),
            Words.Percent(unpruned.Bytes, candidate.Bytes), On(candidate, "bytes")),
        .. Memory(candidate),
    ];

    private static ReportRow Rouge(ModelResult unpruned, ModelResult candidate, string metric, RougeResult score) => Make(
        Words.Measure(metric),
        Words.Fixed(unpruned.Rouge.GetValueOrDefault(metric)?.Value),
        Words.Fixed(score.Value),
        Words.Change(score.Change),
        On(candidate, metric));

    private static ReportRow Latency(ModelResult candidate, SpeedResult cell) => Make(
        candidate.Speed.DistinctBy(other => other.Runtime).Count() > 1 ? $"latency, batch {cell.BatchSize}, {cell.Runtime}" : $"latency, batch {cell.BatchSize}",
        Words.Milliseconds(cell.Base?.P50),
        Words.Milliseconds(cell.Candidate?.P50),
        cell.Speedup is { } speedup
            ? $"{Words.Times(speedup.Value)} {(speedup.Value >= 1 ? "faster" : "as fast")}{Words.Interval(speedup.Low, speedup.High)}"
            : Words.Missing,
        On(candidate, "latency").Where(result => IsAbout(result.Budget, candidate, cell)));

    // A budget without a runtime is about what was timed first.
    private static bool IsAbout(Budget budget, ModelResult candidate, SpeedResult cell) =>
        Judge.BatchSize(budget) == cell.BatchSize
        && (budget.Runtime ?? candidate.Speed[0].Runtime) == cell.Runtime
        && (budget.Phase ?? "total") == "total";

    private static IEnumerable<ReportRow> Memory(ModelResult candidate)
    {
        foreach (var model in (candidate.Benchmark?.Models ?? []).Where(model => model is { Name: Latencies.Candidate, PeakBytes: not null }))
        {
            double? unpruned = candidate.Benchmark!.Models.FirstOrDefault(other => other.Name == Latencies.Base && other.Runtime == model.Runtime)?.PeakBytes;
            yield return Make($"peak memory, {model.Runtime}", Words.MegaBytes(unpruned), Words.MegaBytes(model.PeakBytes),
                Words.Percent(unpruned, model.PeakBytes), On(candidate, "memory").Where(result => (result.Budget.Runtime ?? model.Runtime) == model.Runtime));
        }
    }

    private static IEnumerable<BudgetResult> On(ModelResult candidate, string metric) =>
        candidate.Budgets.Where(result => result.Budget.Metric == metric);

    private static ReportRow Make(string measure, string unpruned, string candidate, string change, IEnumerable<BudgetResult> budgets)
    {
        var limits = budgets.ToList();
        var words = string.Join(", ", limits.Select(result => Limit(result)));
        Verdict? verdict = limits.Count == 0 ? null : limits.Max(result => result.Verdict);
        return new(measure, unpruned, candidate, change, words, verdict);
    }

    private static string Limit(BudgetResult result) =>
        $"{Words.Rule(result.Budget.Rule)} {Words.Number(result.Budget.Limit)}{(result.Counted == result.Verdict ? "" : " (waived)")}";
}
