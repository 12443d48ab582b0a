using System.Globalization;
using System.Text;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Verdicts;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Reports.Studies;

namespace Benchmarks.Searching;

/// <summary>
/// Searches beside each other: a table and a picture per comparison. Regret is what a search lacks of the hypervolume 4,
/// objectives normalized to their quantiles over all searches of the page and measured from 2 in each; less is better, and 0
/// cannot be reached. Of baselines the pictures show what so much of the cost can buy.
/// </summary>
internal sealed class SearchPage(
    string title, string command, IReadOnlyList<Comparison> comparisons, IReadOnlyList<SearchRun> runs)
{
    private readonly Dictionary<SearchRun, IReadOnlyList<double>> regrets = RegretsOf(runs);

    /// <summary>The mean regret of each cell at the end.</summary>
    public IReadOnlyDictionary<string, double> Regrets => regrets.GroupBy(run => run.Key.Cell)
        .ToDictionary(cell => $"{cell.Key}", cell => Math.Round(cell.Average(run => run.Value[^1]), 3));

    private List<string> Objectives => [.. runs[0].Result.Objectives.Select(objective => objective.Name)];

    public void Write(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var (text, pictures) = (new StringBuilder(), new List<ReportFile>());
        text.Append($"## {title}\n\n```\ndotnet run --project tests/Benchmarks -c Release -- search-study \\\n    ")
            .Append(command.Replace(" --", " \\\n    --", StringComparison.Ordinal))
            .Append($"\n```\n\nObjectives: {string.Join(" and ", Objectives)}. ")
            .Append($"{runs.Select(run => run.Result.Networks.Count).Max()} sub-networks a search,\n")
            .Append("each value the mean over the seeds, in brackets the lowest and the highest.\n\n");
        foreach (var comparison in comparisons)
        {
            var file = $"{name}-{pictures.Count + 1}.svg";
            var curves = Curves(comparison);
            pictures.Add(new(file, StudyPlots.Picture(curves.Draw())));
            text.Append($"### {comparison.Title}: {comparison.Same}\n\n").Append(Table(comparison, Objectives[0]))
                .Append($"![{curves.Title}]({file})\n\n");
        }
        StudyPage.Write(path, text.ToString().TrimEnd('\n') + "\n", pictures);
    }

    private StepLines Curves(Comparison comparison) => comparison.IsOfFronts
        ? new($"{string.Join(" against ", Objectives)}: {comparison.Title}", Lines(comparison, Front), CostAt(0.25))
        // The first networks are the same in each, and far from what matters.
        : new($"Regret by evaluation: {comparison.Title}", Lines(comparison, Curve), 4);

    private static List<(string, IReadOnlyList<(double X, double Y)>)> Lines(
        Comparison comparison, Func<StudyCell, IReadOnlyList<(double X, double Y)>> points) =>
        [.. comparison.Lines.Select(line => (line.Name, points(line.Cell)))];

    private IReadOnlyList<(double X, double Y)> Curve(StudyCell cell) => [.. Enumerable
        .Range(0, Of(cell).Min(run => regrets[run].Count)).Select(i => (i + 1.0, Of(cell).Average(run => regrets[run][i])))];

    // The mean over the seeds of the best that so much can buy, where each of them has found something.
    private IReadOnlyList<(double X, double Y)> Front(StudyCell cell) =>
    [
        .. Of(cell).SelectMany(run => run.Minimized.Select(values => values[1])).Distinct().Order()
            .Select(cost => (X: cost, Y: Of(cell).Average(run => run.Within(cost) ?? double.NaN)))
            .Where(point => !double.IsNaN(point.Y)).GroupBy(point => point.Y).Select(group => group.First()),
    ];

    private string Table(Comparison comparison, string quality)
    {
        (string Heading, Func<SearchRun, double?> Value)[] columns = comparison.IsOfFronts
            ?
            [
                ("networks", run => run.Minimized.Count),
                ("regret", run => regrets[run][^1]),
                ($"{quality} at any cost", run => run.Within(double.PositiveInfinity)),
                ("at 3/4", run => run.Within(CostAt(0.75))),
                ("at 1/2", run => run.Within(CostAt(0.5))),
                ("at 1/4", run => run.Within(CostAt(0.25))),
            ]
            :
            [
                ("regret after 25", run => After(run, 25)),
                ("after 50", run => After(run, 50)),
                ("at the end", run => regrets[run][^1]),
                ($"{quality} at half the cost", run => run.Within(CostAt(0.5))),
            ];
        return MarkdownText.Table(
            ["", .. columns.Select(column => $">{column.Heading}"), ">seeds", ">s of training"],
            comparison.Lines.Select(line => (IReadOnlyList<string>)
            [
                line.Name,
                .. columns.Select(column => Span(
                    [.. Of(line.Cell).Select(column.Value).OfType<double>()], column.Heading == "networks" ? "0" : "0.000")),
                $"{Of(line.Cell).Count}",
                Span([.. Of(line.Cell.First).Select(run => run.Result.TrainingSeconds)], "0"),
            ]));
    }

    private List<SearchRun> Of(StudyCell cell) => [.. runs.Where(run => run.Cell == cell)];

    private double After(SearchRun run, int evaluations) => regrets[run][Math.Min(evaluations, regrets[run].Count) - 1];

    // Of what the whole network costs beyond the smallest one, a share: embeddings stay in each.
    private double CostAt(double share)
    {
        var least = runs.Min(one => one.Minimized.Min(values => values[1]));
        return least + (share * (runs.Max(one => one.Result.Whole[1]) - least));
    }

    private static string Span(IReadOnlyList<double> values, string format) => values.Count == 0 ? "–"
        : Text(values.Average(), format)
            + (values.Min() < values.Max() ? $" [{Text(values.Min(), format)}, {Text(values.Max(), format)}]" : "");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static Dictionary<SearchRun, IReadOnlyList<double>> RegretsOf(IReadOnlyList<SearchRun> runs)
    {
        var places = QuantileNormalization.Fit([.. runs.SelectMany(run => run.Minimized)]);
        return runs.ToDictionary(run => run, run =>
        {
            var (points, objectives) = (run.Minimized.Select(places.Transform).ToList(), run.Result.Objectives.Count);
            return (IReadOnlyList<double>)[.. points.Select((_, i) =>
                Math.Pow(2, objectives) - Hypervolume.OfQuantiles(points[..(i + 1)], objectives))];
        });
    }
}
