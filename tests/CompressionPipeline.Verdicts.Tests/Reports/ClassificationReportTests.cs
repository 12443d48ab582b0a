using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Cards;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Reports;

/// <summary>Reports of a model that gives labels.</summary>
public partial class ClassificationReportTests
{
    private static GateResult Result => SampleClassification.Result;

    private static string Console => string.Join('\n', ConsoleTable.Render(Result).Select(table => table.ToText()));

    [Fact]
    public void Should_Tell_It_In_Markdown() => Approve.Text(MarkdownReport.Render(Result), "report.classification");

    [Fact]
    public void Should_Tell_It_On_The_Console() => Approve.Text(Console, "console.classification");

    [Fact]
    public void Should_Tell_It_On_A_Card() => Approve.Text(ModelCard.Render(Result, Result.Variants[0]), "card.classification");

    [Fact]
    public void Should_Tell_It_On_A_Page() => Approve.Text(Read(HtmlReport.Render(Result)), "page.classification");

    [Fact]
    public void Should_Say_Nothing_Of_Texts_That_Nobody_Generated()
    {
        // Then
        Assert.All(ReportFolder.Files(Result).Select(file => file.Text).Append(Console),
            text => Assert.DoesNotMatch(
                "(?i:rouge|mean length|summari[sz]|greedy|generat|decoder|tokens/s|first token)|\\bT5\\b", text));
    }

    [Theory]
    [InlineData("accuracy", "accuracy", ModelTask.Classification)]
    [InlineData("spearman", "spearman", ModelTask.Regression)]
    [InlineData("bleu", "rouge2", ModelTask.Summarization)]
    [InlineData("unknown", "rouge2", ModelTask.Summarization)]
    public void Should_Take_The_Headline_Of_The_Task_That_The_Baseline_Was_Scored_For(
        string scored, string headline, ModelTask task)
    {
        // Given
        var result = new GateResult(
            "m", Verdict.Pass, new("baseline") { Scores = new Dictionary<string, ScoreResult> { [scored] = new(50) } }, []);

        // Then
        Assert.Equal((headline, task), (result.Headline.Name, result.Task));
    }

    [Fact]
    public void Should_Name_The_Metric_Of_Each_Row_Where_Results_Of_Several_Tasks_Stand_In_One_Table()
    {
        // When
        var (one, both) = (ReportSections.Overview([Result]), ReportSections.Overview([Result, SampleReport.Pass]));

        // Then
        Assert.Contains("| accuracy |", one);
        Assert.Contains("| quality |", both);
        Assert.Matches(@"\| accuracy -\d", both);
        Assert.Matches(@"\| ROUGE-2 -\d", both);
    }

    [Fact]
    public void Should_Draw_The_Search_Against_Each_Cost_And_Mark_What_Was_Picked()
    {
        // When
        var page = HtmlReport.Render(Result);
        var section = page[
            page.IndexOf("<section id=\"search\"", StringComparison.Ordinal)..page.IndexOf(
                "<section id=\"quality\"", StringComparison.Ordinal)];

        // Then: two costs, each for wide and narrow windows; 56 evaluations gave a number
        Assert.Equal(4, Count(section, "<svg class=\"plot"));
        Assert.Equal(2, Count(section, "<svg class=\"curves"));
        Assert.Equal(4 * Result.Search!.Measured.Count, Count(section, "<circle class=\"dot"));
        Assert.Equal(4, Count(section, "href=\"#baseline\""));
        Assert.Equal(4, Count(section, "href=\"#variant-0\""));
        Assert.Equal(4, Count(section, "<path class=\"frontier\""));
    }

    [Fact]
    public void Should_Draw_No_Search_Where_There_Was_None() =>
        Assert.DoesNotContain("id=\"search\"", HtmlReport.Render(Result with { Search = null }));

    [Fact]
    public void Should_Survive_A_Search_That_Found_Nothing()
    {
        // Given
        var nothing = Result with
        {
            Search = Result.Search! with
            {
                Whole = [], Evaluations = [new(1, 0, IsOnFront: false), new(2, 0, IsOnFront: true) { Values = [1] }],
            },
        };

        // Then
        Assert.Contains("2 of them failed", HtmlReport.Render(nothing));
        Assert.Contains("2 of them failed", MarkdownReport.Render(nothing));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    // What a person reads of the page, without drawings.
    private static string Read(string page) =>
        Blank().Replace(Tag().Replace(Drawing().Replace(page, ""), "\n"), "\n").Trim() + "\n";

    [GeneratedRegex("<(style|script|svg)[^>]*>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s*\\n\\s*")]
    private static partial Regex Blank();
}
