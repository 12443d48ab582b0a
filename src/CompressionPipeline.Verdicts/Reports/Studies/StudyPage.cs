using System.Globalization;
using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Studies;

/// <summary>
/// One markdown page over several results, with a table and pictures beside it. What a person wrote above the study's own part
/// stays.
/// </summary>
public static class StudyPage
{
    /// <summary>Below this line all is written anew.</summary>
    private const string Marker = "<!-- Written by the command below: write above this line. -->";

    /// <summary>Writes the page and its pictures, which have the page's name before their own.</summary>
    /// <param name="path">The page; where there is one, what stands above its marker is kept.</param>
    /// <param name="results">Judged results, those of several seeds among them.</param>
    /// <param name="command">What makes it again.</param>
    /// <param name="published">What others published of the same models; null for nothing.</param>
    public static void Write(
        string path, IReadOnlyList<GateResult> results, string command, PublishedFigures? published = null)
    {
        var (page, pictures) = Render(Path.GetFileNameWithoutExtension(path), results, command, published);
        Write(path, page, pictures);
    }

    // Writes a study's own part below what a person wrote, and its pictures, which have the page's name before their own.
    internal static void Write(string path, string page, IReadOnlyList<ReportFile> pictures)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var name = Path.GetFileNameWithoutExtension(path);
        OutputFolder.Write(folder, () =>
        {
            Directory.CreateDirectory(folder);
            var said = File.Exists(path) ? File.ReadAllText(path) : $"# Study {name}\n\n";
            foreach (var old in Directory.GetFiles(folder, $"{name}-*.svg"))
                File.Delete(old);
            foreach (var picture in pictures)
                AtomicFile.WriteText(Path.Combine(folder, picture.Path), picture.Text);
            AtomicFile.WriteText(path, said.Split(Marker)[0].TrimEnd() + $"\n\n{Marker}\n\n{page}");
        });
    }

    private static (string Page, IReadOnlyList<ReportFile> Pictures) Render(
        string name, IReadOnlyList<GateResult> results, string command, PublishedFigures? published)
    {
        var text = new StringBuilder($"Made by {MarkdownText.Code(command)}.\n\n");
        var pictures = new List<ReportFile>();
        var tables = StudyTable.Of(results);
        foreach (var (index, table) in tables.Index())
        {
            text.Append($"## {Words.List([.. table.Results.Select(result => MarkdownText.Escape(result.Model))])}\n\n");
            text.Append(Facts(table)).Append(Table(table));
            if (published is not null)
                text.Append(new PublishedTable(table, published).Text());
            foreach (var (title, plot) in StudyPlots.Of(table))
            {
                var file = $"{name}-{(tables.Count > 1 ? $"{index + 1}-" : "")}{pictures.Count + 1}.svg";
                pictures.Add(new(file, StudyPlots.Picture(plot)));
                text.Append($"![{MarkdownText.Escape(title)}]({file})\n\n");
            }
        }
        return (text.ToString().TrimEnd('\n') + "\n", pictures);
    }

    private static string Facts(StudyTable table)
    {
        var first = table.Results[0];
        var data = first.DataSet is { } set
            ? $"Data set {MarkdownText.Escape(set.Name)}: {Words.Count(set.Train)} examples to train on, "
                + $"{Words.Count(first.Baseline.ScoredOn?.Examples)} scored.\n"
            : "";
        var kept = $"{table.Headline.Title} kept is the share of the unpruned model's,\n";
        var levels = $"{Words.Level(first.Rules.QualityConfidence)} for quality, "
            + $"{Words.Level(first.Rules.SpeedConfidence)} for speed";
        var spans = table.Results.Count > 1
            ? $"What several of the {table.Results.Count} results have is their mean, in brackets the lowest and the highest;\n"
                + $"of one result the intervals of the gate ({levels}).\n"
            : $"In brackets stand the intervals of the gate ({levels}).\n";
        return data + kept + "the encoder's share that of its heads and feed-forward units.\n" + spans
            + "Each variant was timed beside the unpruned model: compare speedups, not milliseconds.\n\n";
    }

    private static string Table(StudyTable table) => MarkdownText.Table(
        [
            "", ">layers", ">encoder kept, %", ">parameters",
            .. table.Metrics.Select(metric => $">{MetricCatalogue.Title(metric)}"), ">length", $">{table.Headline.Title} kept, %",
            .. table.Cells.SelectMany(cell => new[] { $">ms, {cell.Title}", $">speedup, {cell.Title}" }), "verdict",
        ],
        table.Rows.Select(row => (IReadOnlyList<string>)
        [
            MarkdownText.Escape(row.Name),
            Words.Layers(row.Models[0]),
            Short(row.EncoderKept(table.Results[0].Baseline), "0"),
            Words.Count(row.Parameters?.Value),
            .. table.Metrics.Select(metric => Words.Fixed(row.Score(metric)?.Value)),
            Words.Fixed(row.Length?.Value),
            Short(row.Kept, "0.0"),
            .. table.Cells.SelectMany(cell => new[]
            {
                Words.Fixed(table.Milliseconds(row, cell)), Short(row.Speedup(cell), "0.00"),
            }),
            Verdicts(row),
        ]));

    internal static string Short(Interval? span, string format)
    {
        if (span is not { } known)
            return Words.Missing;
        var value = Text(known.Value);
        return known.Low < known.High ? $"{value} [{Text(known.Low)}, {Text(known.High)}]" : value;

        string Text(double number) => number.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Verdicts(StudyRow row) => row.IsBaseline ? "" : string.Join(", ", row.Models
        .GroupBy(model => model.Verdict ?? Verdict.Invalid).OrderBy(group => group.Key)
        .Select(group => MarkdownTables.Verdict(group.Key) + (row.Models.Count > 1 ? $" {group.Count()}" : "")));
}
