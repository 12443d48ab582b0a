using System.Globalization;
using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Verdicts;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Reports.Studies;

namespace Benchmarks.Searching;

/// <summary>
/// Searches beside each other: a table and a picture per comparison. Regret is what a search lacks of the hypervolume 4,
/// objectives normalized to their quantiles over all searches of the page and measured from 2 in each; less is better, and 0
/// cannot be reached.
/// </summary>
internal sealed class SearchPage(
    string title, string command, IReadOnlyList<Comparison> comparisons, IReadOnlyList<SearchRun> runs)
{
    private readonly Dictionary<SearchRun, IReadOnlyList<double>> regrets = RegretsOf(runs);

    /// <summary>The mean regret of each cell at the end.</summary>
    public IReadOnlyDictionary<string, double> Regrets => regrets.GroupBy(run => run.Key.Cell)
        .ToDictionary(cell => $"{cell.Key}", cell => Math.Round(cell.Average(run => run.Value[^1]), 3));

    public void Write(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var (text, pictures) = (new StringBuilder(), new List<ReportFile>());
        var objectives = runs[0].Result.Objectives.Select(objective => objective.Name).ToList();
        text.Append($"## {title}\n\n```\ndotnet run --project tests/Benchmarks -c Release -- search-study \\\n    ")
            .Append(command.Replace(" --", " \\\n    --", StringComparison.Ordinal))
            .Append($"\n```\n\nObjectives: {string.Join(" and ", objectives)}. ")
            .Append($"{runs.Select(run => run.Result.Networks.Count).Max()} sub-networks a search,\n")
            .Append("each value the mean over the seeds, in brackets the lowest and the highest.\n\n");
        foreach (var comparison in comparisons)
        {
            var file = $"{name}-{pictures.Count + 1}.svg";
            pictures.Add(new(file, StudyPlots.Picture(Curves(comparison).Draw())));
            text.Append($"### {comparison.Title}: {comparison.Same}\n\n").Append(Table(comparison, objectives[0]))
                .Append($"![Regret by evaluation: {comparison.Title}]({file})\n\n");
        }
        StudyPage.Write(path, text.ToString().TrimEnd('\n') + "\n", pictures);
    }

    private RegretCurves Curves(Comparison comparison) => new($"Regret by evaluation: {comparison.Title}",
        [.. comparison.Cells.Select(cell => (comparison.NameOf(cell), (IReadOnlyList<double>)Enumerable
            .Range(0, Of(cell).Min(run => regrets[run].Count)).Select(i => Of(cell).Average(run => regrets[run][i])).ToList()))]);

    private string Table(Comparison comparison, string quality) => MarkdownText.Table(
        ["", ">regret after 25", ">after 50", ">at the end", $">{quality} at half the cost", ">seeds", ">s of training"],
        comparison.Cells.Select(cell => (IReadOnlyList<string>)
        [
            comparison.NameOf(cell),
            Span([.. Of(cell).Select(run => After(run, 25))], "0.000"),
            Span([.. Of(cell).Select(run => After(run, 50))], "0.000"),
            Span([.. Of(cell).Select(run => regrets[run][^1])], "0.000"),
            Span([.. Of(cell).Select(AtHalfTheCost)], "0.000"),
            $"{Of(cell).Count}",
            Span([.. runs.Where(run => run.Cell == cell.First).Select(run => run.Result.TrainingSeconds)], "0"),
        ]));

    private List<SearchRun> Of(SearchCell cell) => [.. runs.Where(run => run.Cell == cell)];

    private double After(SearchRun run, int evaluations) => regrets[run][Math.Min(evaluations, regrets[run].Count) - 1];

    // Of what the whole network costs beyond the smallest one, half: embeddings stay in each.
    private double AtHalfTheCost(SearchRun run)
    {
        var costs = run.Minimized.Select(values => values[1]).ToList();
        var half = (runs.Max(one => one.Result.Whole[1]) + runs.Min(one => one.Minimized.Min(values => values[1]))) / 2;
        var best = run.Minimized.Where(values => values[1] <= half).MinBy(values => values[0])!;
        return run.Result.Objectives[0].Direction == Direction.HigherIsBetter ? -best[0] : best[0];
    }

    private static string Span(IReadOnlyList<double> values, string format) => values.Count == 0 ? "–"
        : Text(values.Average(), format)
            + (values.Count > 1 ? $" [{Text(values.Min(), format)}, {Text(values.Max(), format)}]" : "");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static Dictionary<SearchRun, IReadOnlyList<double>> RegretsOf(IReadOnlyList<SearchRun> runs)
    {
        var places = QuantileNormalization.Fit([.. runs.SelectMany(run => run.Minimized)]);
        return runs.ToDictionary(run => run, run =>
        {
            var points = run.Minimized.Select(places.Transform).ToList();
            return (IReadOnlyList<double>)
                [.. points.Select((_, i) => Regret.Of(points[..(i + 1)], run.Result.Objectives.Count))];
        });
    }
}
