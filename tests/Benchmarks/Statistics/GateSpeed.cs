using CompressionPipeline.Core;
using CompressionPipeline.Verdicts;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Cards;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks.Statistics;

/// <summary>The verdict over a sweep and all that is drawn from it, each apart; the file of the result beside it.</summary>
internal static class GateSpeed
{
    private static readonly int[] BatchSizes = [1, 16];
    private static readonly string[] Models = [Roles.Baseline, Latencies.Variant];

    public static object Measure(Arguments arguments)
    {
        var (variants, rounds, runs) = (
            arguments.Number("variants", 100), arguments.Number("rounds", 1000), arguments.Number("runs", 3));
        var rules = new GateOptions
        {
            Model = "sweep",
            Budgets = [
                new("rouge2", BudgetRule.MaxDrop, 1), new("latency", BudgetRule.MinSpeedup, 1.2) { BatchSize = 1 },
                new("rougeLsum", BudgetRule.Min, 10)],
            Pick = new("latency") { BatchSize = 1 },
        };
        var measured = Measured(rules, variants, arguments.Number("examples", 2000), rounds);
        var (judged, rows) = (measured, 0);
        IReadOnlyList<ReportFile> files = [];
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            var parts = new Dictionary<string, Timed>(StringComparer.Ordinal)
            {
                ["judge"] = Timed.Of(runs, () => judged = Judge.Apply(measured, rules, new Dictionary<string, ModelResult>())),
                ["console"] = Timed.Of(runs, () => rows = ConsoleTable.Render(judged).Sum(table => table.Rows.Count)),
                ["report.md"] = Timed.Of(runs, () => MarkdownReport.Render(judged)),
                ["report.html"] = Timed.Of(runs, () => HtmlReport.Render(judged)),
                ["cards"] = Timed.Of(
                    runs,
                    () => files = [
                        .. judged.Variants.Select(variant => new ReportFile(variant.Name, ModelCard.Render(judged, variant)))]),
            };
            var (write, read) = (Timed.Of(runs, () => judged.Write(path)), Timed.Of(runs, () => GateResult.Read(path)));
            return new
            {
                variants, rounds, cores = Environment.ProcessorCount, verdict = judged.Verdict.ToString(),
                picked = judged.Pick?.Variant, errors = judged.Variants.Sum(variant => variant.Errors.Count),
                parts,
                first_ms = Math.Round(parts.Values.Sum(part => part.FirstMs), 1),
                later_ms = Math.Round(parts.Values.Sum(part => part.LaterMs), 1),
                html_characters = HtmlReport.Render(judged).Length, console_rows = rows, cards = files.Count,
                beside = new { write, read, result_bytes = new FileInfo(path).Length },
            };
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static GateResult Measured(GateOptions rules, int variants, int examples, int rounds)
    {
        var texts = new RandomTexts(2);
        var measured = Plausible.Result(
            rules, examples, [.. Enumerable.Range(0, variants).Select(variant => Plausible.Times(24, Cells(variant, rounds)))]);
        return measured with
        {
            Variants = [.. measured.Variants.Select(variant => variant with { Examples = Differing(texts) })],
        };
    }

    private static IEnumerable<LatencyCell> Cells(int variant, int rounds)
    {
        var random = new Random(variant);
        var each = rounds / 8 / 2 * 2;
        return from batch in BatchSizes
               from phase in Enum.GetValues<Phase>()
               from model in Models
               let time = batch * (phase == Phase.Total ? 20.0 : 5.0) / (model == Roles.Baseline ? 1 : 1.1 + variant / 100.0)
               select new LatencyCell(
                   model, "onnxruntime", batch, phase,
                   [.. Enumerable.Range(0, rounds).Select(_ => time * (1 + 0.05 * random.NextDouble()))])
               {
                   Loads = [.. Enumerable.Repeat(each, 7), rounds - 7 * each],
               };
    }

    private static IReadOnlyList<ExamplePair> Differing(RandomTexts texts) =>
        [
            .. Enumerable.Range(0, 10).Select(
                i => new ExamplePair(
                    $"example-{i}", texts.Text(100), texts.Text(20), texts.Text(20), texts.Text(20), 40 - i, 20 - i))];
}
