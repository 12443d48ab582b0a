using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Studies;

// What others published beside what was measured here: a row for each model that both have. A score of another split is shown
// and not compared.
internal sealed class PublishedTable
{
    private readonly StudyTable study;
    private readonly PublishedFigures figures;
    private readonly IReadOnlyList<(StudyRow Ours, PublishedRow Published)> rows;
    private readonly bool compares;
    private readonly string ownSplit;

    public PublishedTable(StudyTable study, PublishedFigures figures)
    {
        (this.study, this.figures) = (study, figures);
        rows =
        [
            .. from row in study.Rows
               from published in study.Results.Select(result => Find(result.Model, row.Name)).OfType<PublishedRow>().Take(1)
               select (row, published),
        ];
        string[] splits = [.. study.Results.Select(result => result.Baseline.ScoredOn?.SplitName ?? "test").Distinct()];
        compares = splits is [var only] && only == figures.Split;
        ownSplit = string.Join(" and ", splits);
    }

    /// <summary>The part of the page; nothing where no row has a counterpart.</summary>
    public string Text()
    {
        if (rows.Count == 0)
            return "";
        var splits = compares
            ? $"Scores are of the {figures.Split} split, there as here;\n"
                + "\"within\" says whether the published one lies in our interval.\n"
            : $"Published scores are of the {figures.Split} split, ours of the {ownSplit} split:\nthey are shown and not "
                + $"compared ({MarkdownText.Code($"--set evaluate.split={figures.Split}")} scores as they did).\n";
        var notes = rows.Where(row => row.Published.Note is not null)
            .Select(row => $"{row.Published.Model}/{row.Ours.Name}: {row.Published.Note}").ToList();
        return $"### Beside the published figures\n\nFrom: {MarkdownText.Escape(figures.Source.TrimEnd('.'))}.\n{splits}"
            + (rows.Any(row => row.Published.Speedups.Count > 0)
                ? "Published speedups are of another machine: compare their order, not their size.\n" : "")
            + "\n" + Table() + (notes.Count > 0 ? MarkdownText.List(notes) + "\n" : "");
    }

    private string Table()
    {
        IReadOnlyList<Column> columns = [.. study.Metrics.SelectMany(Score), .. Kept(), .. study.Cells.SelectMany(Speedup)];
        return MarkdownText.Table(
            ["", .. columns.Select(column => $">{column.Title}")],
            rows.Select(row => (IReadOnlyList<string>)
            [
                MarkdownText.Escape(row.Ours.Name), .. columns.Select(column => column.Cell(row.Ours, row.Published)),
            ]));
    }

    private IEnumerable<Column> Score(string metric)
    {
        double? Published(PublishedRow row) => row.Scores.TryGetValue(metric, out var score) ? score : null;
        return Pair(MetricCatalogue.Title(metric), row => row.Score(metric), Published, "0.00",
            new Column("difference", (ours, theirs) => compares && ours.Score(metric) is { } own && Published(theirs) is { } score
                ? Words.Signed(own.Value - score) : Words.Missing),
            new Column("within", (ours, theirs) =>
                compares && ours.Score(metric) is { } own && own.Low < own.High && Published(theirs) is { } score
                ? own.Holds(score) ? "yes" : "no" : Words.Missing));
    }

    private IEnumerable<Column> Kept() => Pair($"{study.Headline.Title} kept, %", row => row.Kept, row =>
        row.Scores.TryGetValue(study.Headline.Name, out var score)
            && Find(row.Model, Roles.Baseline)?.Scores.GetValueOrDefault(study.Headline.Name) is { } whole and not 0
        ? 100 * score / whole : null, "0.0");

    private IEnumerable<Column> Speedup(TimedCell cell) => Pair($"speedup, {cell.Title}", row => row.Speedup(cell),
        row => row.Speedups.TryGetValue(cell.BatchSize, out var speedup) ? speedup : null, "0.00");

    // Ours and what was published of it; nothing where nothing was.
    private IEnumerable<Column> Pair(
        string title, Func<StudyRow, Interval?> ours, Func<PublishedRow, double?> published, string format,
        params Column[] more) =>
        rows.All(row => published(row.Published) is null) ? [] :
        [
            new(title, (row, _) => StudyPage.Short(ours(row), format)),
            new("published", (_, row) => StudyPage.Short(published(row) is { } number ? Interval.Exact(number) : null, format)),
            .. more,
        ];

    private PublishedRow? Find(string model, string variant) =>
        figures.Rows.FirstOrDefault(row => row.Model == model && row.Variant == variant);

    private sealed record Column(string Title, Func<StudyRow, PublishedRow, string> Cell);
}
