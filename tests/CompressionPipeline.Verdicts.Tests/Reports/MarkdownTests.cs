using System.Text.RegularExpressions;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CompressionPipeline.Verdicts.Tests.Reports;

/// <summary>What a reader of markdown makes of our texts.</summary>
public partial class MarkdownTests
{
    private static readonly MarkdownPipeline Hub = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks()
        .UseEmphasisExtras().UseTaskLists().Build();

    public static TheoryData<string> Texts => [.. HostileTexts.All];

    public static TheoryData<string> Reports => ["sweep", "pass", "fail", "empty", "hostile", "hundred"];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Should_Show_A_Text_From_Outside_As_It_Is(string text)
    {
        // When
        var page = Parse($"| a | b |\n|---|---|\n| {MarkdownText.Escape(text)} | end |\n");

        // Then
        var table = Assert.IsType<Table>(Assert.Single(page));
        var cells = ((TableRow)table[1]).Cast<TableCell>().ToList();
        Assert.Equal(2, cells.Count);
        Assert.Equal(Words.Line(text), Plain(cells[0]));
        Assert.Empty(page.Descendants<LinkInline>());
        Assert.Empty(page.Descendants<AutolinkInline>());
        Assert.Empty(page.Descendants<HtmlInline>());
        Assert.Empty(page.Descendants<EmphasisInline>());
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Should_Show_Code_From_Outside_As_It_Is(string text)
    {
        // When
        var page = Parse($"see {MarkdownText.Code("x" + text + "x")} there\n");

        // Then
        var code = Assert.Single(page.Descendants<CodeInline>());
        Assert.Equal(Words.Line("x" + text + "x"), code.Content);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Should_Be_Whole_Tables_And_No_Other_Html_Than_Folds(string name)
    {
        // When
        var page = Parse(MarkdownReport.Render(Of(name)));

        // Then
        Assert.All(
            page.Descendants<Table>(),
            table => Assert.All(table.Cast<TableRow>(), row => Assert.Equal(((TableRow)table[0]).Count, row.Count)));
        Assert.DoesNotContain(page.Descendants<ParagraphBlock>().Select(Plain), text => text.StartsWith('|'));
        Assert.Empty(page.Descendants<LinkInline>());
        Assert.Empty(page.Descendants<HtmlInline>());
        Assert.All(
            page.Descendants<HtmlBlock>(),
            block => Assert.Matches(
                "^(<!-- compression-pipeline:[^<>]* -->|<details><summary>[^<>]*</summary>|</details>)$",
                block.Lines.ToString().Trim()));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Should_Name_No_One(string name) => Assert.DoesNotMatch(Mention(), Unfenced(MarkdownReport.Render(Of(name))));

    [Fact]
    public void Should_Hold_No_Text_Of_An_Example()
    {
        // When
        var text = MarkdownReport.Render(SampleReport.Sweep);

        // Then
        Assert.All(
            SampleReport.Sweep.Variants[0].Examples,
            example => Assert.All(
                [example.Document, example.Reference, example.Baseline, example.Variant],
                part => Assert.DoesNotContain(part, text)));
    }

    [Fact]
    public void Should_Say_What_Decides_Before_A_Comment_Is_Cut()
    {
        // When
        var text = MarkdownReport.Render(SampleReport.Many(200));

        // Then
        Assert.InRange(text.IndexOf("### Waivers", StringComparison.Ordinal), 1, 60_000);
        Assert.InRange(
            text.IndexOf("### Why it did not pass", StringComparison.Ordinal), 1,
            text.IndexOf("### Waivers", StringComparison.Ordinal));
    }

    private static GateResult Of(string name) => name switch
    {
        "sweep" => SampleReport.Sweep,
        "pass" => SampleReport.Pass,
        "fail" => SampleReport.Fail,
        "empty" => SampleReport.Empty,
        "hostile" => SampleReport.Hostile,
        _ => SampleReport.Many(100),
    };

    private static MarkdownDocument Parse(string text) => Markdig.Markdown.Parse(text, Hub);

    // The hub takes a zero-width space for one, and people do not see it.
    private static string Plain(MarkdownObject block) =>
        string.Concat(
            block.Descendants().Select(
                part => part switch {
                    LiteralInline literal => literal.Content.ToString(), HtmlEntityInline entity => entity.Transcoded.ToString(),
                    _ => "" }))
            .Replace("\u200b", "", StringComparison.Ordinal);

    private static string Unfenced(string text) => Regex.Replace(text, "(?s)`{3,}.*?`{3,}|`+[^`]*`+", "");

    [GeneratedRegex(@"@\w")]
    private static partial Regex Mention();
}
