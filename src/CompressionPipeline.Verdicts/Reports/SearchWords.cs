using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>A search in words: what was searched by what means, what came of it and what it took.</summary>
internal static class SearchWords
{
    private const double Million = 1e6;

    public static IReadOnlyList<Fact> Facts(SearchSummary search)
    {
        var (all, measured) = (search.Evaluations.Count, search.Measured.Count);
        var time = search.Evaluations.Select(evaluation => evaluation.Seconds).DefaultIfEmpty().Max();
        var fineTuning = search.FineTuningSeconds is { } seconds ? $"; fine-tuning before it {Words.Seconds(seconds)}" : "";
        return
        [
            new("Space", $"{search.Space}, {Size(search.LogSize)} sub-networks"),
            new("Strategy", search.Strategy),
            new("Searcher", search.Searcher),
            new("Objectives", string.Join(", ", search.Objectives.Select(Title))),
            new("Evaluations", $"{Words.Count(all)}, {Words.Count(all - measured)} of them failed, "
                + $"{Words.Count(search.Measured.Count(evaluation => evaluation.IsOnFront))} on the front"),
            new("Time", $"{(search.TrainingSeconds > 0 ? $"training {Words.Seconds(search.TrainingSeconds)}, " : "")}"
                + $"search {Words.Seconds(time)}{fineTuning}"),
            .. search.LatencyChecks.Count > 0 ? [new Fact("Latency table", Checks(search.LatencyChecks))] : (Fact[])[],
        ];
    }

    private static string Checks(IReadOnlyList<LatencyCheck> checks) => string.Create(CultureInfo.InvariantCulture,
        $"off by at most {checks.Max(check => Math.Abs(check.Error)) * 100:0.0} % of the time of {checks.Count} sub-networks "
            + $"timed whole ({string.Join("; ", checks.Select(Check))})");

    private static string Check(LatencyCheck check) => string.Create(
        CultureInfo.InvariantCulture, $"{check.Timed:0.00} ms, by the table {check.Estimated:0.00} ms");

    /// <summary>An objective with the unit in which people read it.</summary>
    public static string Title(SearchObjective objective) => $"{MetricCatalogue.Title(objective.Name)} ({Unit(objective)})";

    /// <summary>What a value is divided by to be read in that unit.</summary>
    public static double Divisor(SearchObjective objective) => IsCounted(objective) ? Million : 1;

    public static string Value(SearchObjective objective, double value) =>
        (value / Divisor(objective)).ToString("#,0.00##", CultureInfo.InvariantCulture);

    /// <summary>All objectives of one network.</summary>
    public static string Values(SearchSummary search, IReadOnlyList<double> values) => string.Join("; ",
        search.Objectives.Zip(values, (objective, value) =>
            $"{MetricCatalogue.Title(objective.Name)} {Value(objective, value)} {Unit(objective)}"));

    private static string Unit(SearchObjective objective) => objective.Name switch
    {
        MetricCatalogue.Parameters => "millions",
        MetricCatalogue.Bytes => "MB",
        _ => objective.Unit,
    };

    private static bool IsCounted(SearchObjective objective) =>
        objective.Name is MetricCatalogue.Parameters or MetricCatalogue.Bytes;

    private static string Size(double logSize) => logSize < 6
        ? Words.Count(Math.Round(Math.Pow(10, logSize)))
        : $"about 10^{logSize.ToString("0", CultureInfo.InvariantCulture)}";
}
