using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

// How the times of one variant and the unpruned model spread: boxes per phase, curves for the whole generation, then the figures.
internal static class LatencyCharts
{
    private const int Marks = 100;
    private const int FewerMarks = 40;

    public static Html Render(ModelTask task, ModelResult variant, bool everyPhase)
    {
        if (variant.Benchmark is not { } latencies || variant.Speed.Count == 0)
            return Html.None;
        var groups = variant.Speed.GroupBy(speed => (speed.Runtime, speed.BatchSize));
        return Html.Of($"""
            <h3>Latency</h3>
            <ul class="legend"><li><span class="swatch baseline"></span>unpruned</li>
            <li><span class="swatch accent"></span>{Html.Name(variant.Name)}</li>
            <li class="note">box: quartiles and median; line: 5th to 95th percentile; ticks: samples</li></ul>
            {groups.Select(group => Group(task, latencies, [.. group], everyPhase))}
            """);
    }

    private static Html Group(ModelTask task, Latencies latencies, IReadOnlyList<SpeedResult> cells, bool everyPhase)
    {
        var charts = cells.Where(cell => everyPhase || cell.Phase == Phase.Total)
            .Select(cell =>
                (cell, Baseline: Times(latencies, Roles.Baseline, cell), Variant: Times(latencies, Latencies.Variant, cell)))
            .Where(chart => chart.Baseline.Count > 0 && chart.Variant.Count > 0).ToList();
        return Html.Of($"""
            <h4>{cells[0].Runtime}, batch {cells[0].BatchSize}</h4>
            <div class="charts">{charts.SelectMany(chart => new[]
            {
                Box(chart.cell, Words.Phase(chart.cell.Phase, task), chart.Baseline, chart.Variant,
                    everyPhase ? Marks : FewerMarks),
                Html.When(everyPhase && chart.cell.Phase == Phase.Total,
                    () => Curve(Words.Phase(Phase.Total, task), chart.Baseline, chart.Variant)),
            })}</div>
            {Figures(task, cells)}
            """);
    }

    private static Html Box(SpeedResult cell, string words, Distribution baseline, Distribution variant, int marks)
    {
        var phase = Capital(words);
        var medians = $"unpruned median {Words.Milliseconds(cell.Baseline?.P50)}, variant median "
            + $"{Words.Milliseconds(cell.Variant?.P50)}";
        return Html.Of($"""
            <figure class="card"><figcaption>{phase} <span class="note">{Words.Speedup(cell.Speedup)}</span></figcaption>
            {new LatencyBoxes($"{phase}: {medians}", marks) { Baseline = baseline, Variant = variant }.Draw()}</figure>

            """);
    }

    private static Html Curve(string phase, Distribution baseline, Distribution variant)
    {
        var title = $"Share of the times of a {phase} below a time; the figures are in the table below";
        return Html.Of($"""
            <figure class="card"><figcaption>Done within a time <span class="note">{phase}</span></figcaption>
            {new LatencyCurves(title) { Baseline = baseline, Variant = variant }.Draw()}</figure>

            """);
    }

    private static Html Figures(ModelTask task, IReadOnlyList<SpeedResult> cells) => HtmlTable.Render(
        $"Times at {cells[0].Runtime}, batch {cells[0].BatchSize}, in milliseconds",
        ["Times, ms", "Model", ">Mean", ">p50", ">p90", ">p95", ">p99", ">SD", ">CoV", ">Samples",
            .. HasRate(cells) ? [">Tokens/s"] : Array.Empty<string>()],
        cells.SelectMany(cell =>
            new[] { ("unpruned", cell.Baseline, cell.BaselineThroughput), ("variant", cell.Variant, cell.Throughput) }
            .Where(one => one.Item2 is not null)
            .Select(one => (IReadOnlyList<Html>)
            [
                Html.Name(Capital(Words.Phase(cell.Phase, task))), Html.Name(one.Item1),
                    .. new double?[] { one.Item2!.Mean, one.Item2.P50, one.Item2.P90, one.Item2.P95, one.Item2.P99,
                    one.Item2.StandardDeviation }
                    .Select(value => Html.Name(Words.Fixed(value))),
                Html.Name(Words.Number(one.Item2.CoefficientOfVariation * 100) + " %"), Html.Name(Words.Count(one.Item2.Count)),
                .. HasRate(cells) ? new[] { Html.Name(one.Item3 is { } rate ? Words.Count(rate) : "") } : [],
            ])), "times");

    private static bool HasRate(IReadOnlyList<SpeedResult> cells) => cells.Any(cell => cell.Throughput is not null);

    private static Distribution Times(Latencies latencies, string model, SpeedResult cell) =>
        new(latencies.Find(model, cell.Runtime, cell.BatchSize, cell.Phase)?.Samples ?? []);

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
