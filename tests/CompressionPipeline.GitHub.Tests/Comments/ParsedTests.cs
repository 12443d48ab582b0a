using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Markdig.Extensions.Emoji;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Ours = CompressionPipeline.Core.Markdown;

namespace CompressionPipeline.GitHub.Tests.Comments;

/// <summary>What a Markdown parser makes of our texts, whatever stands in them.</summary>
public static class ParsedTests
{
    // What GitHub has beyond CommonMark.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseTaskLists().UseFootnotes().UseMathematics().UseEmojiAndSmiley()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    private static readonly Gen<string> Bits = Gen.Elements(
        "\n", "\n\n", "\r", "    ", "\t", "```", "~~~", "`", "``", "\\", "<b>", "</details>", "<details>", "<!--", "-->",
        "<![CDATA[", "<?x", "<https://evil.example>",
        "https://evil.example", "www.evil.example", "me@evil.example", "[a](b)", "![a](b)", "[a]: b", "[^1]", "[^1]: note",
        "|", "||", "*", "**", "_", "__", "~", "$", "$$",
        "# ", "> ", "- ", "* ", "1. ", "1) ", "---", "===", "&lt;", "&#60;", "@ann", "#1", ":tada:", ":::", "{#id}",
        "a", "é", "😀", " ", "7", "\u200B", "\u202E", "\0", "<", "!", "(", ")");

    private static readonly Arbitrary<string> Hostile = Bits.ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public static void Should_Find_Nothing_To_Obey_In_Foreign_Words() => Prop.ForAll(Hostile, words =>
    {
        // When
        var text = Ours.Text(words);
        var parsed = Markdig.Markdown.Parse(
            $"{text}\n\nIn a line: {text}.\n\n| a | b |\n|---|---|\n| {text} | {Ours.Code(words)} |\n", Pipeline);

        // Then
        var all = parsed.Descendants().ToList();
        var found = all.Where(node => node is LinkInline or EmojiInline or FootnoteLink or AutolinkInline or HtmlInline
            or EmphasisInline or MathInline or HtmlBlock or CodeBlock or HeadingBlock or ListBlock or QuoteBlock
            or ThematicBreakBlock).ToList();
        Assert.True(found.Count == 0, $"{string.Join(", ", found.Select(node => node.GetType().Name))} in: {text}");
        return all.OfType<Table>().Single().Descendants<TableRow>().All(row => row.Count == 2);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public static void Should_Find_Every_Section_Where_It_Belongs()
    {
        // Given
        var sections = (
            from parts in Bits.ListOf()
            from title in Bits.ListOf()
            from folded in Gen.Elements(true, false)
            select new ReportSection(string.Concat(title), string.Concat(parts), 1) { Folded = folded }).ListOf().ToArbitrary();

        // Then
        Prop.ForAll(sections, hostile =>
        {
            var body = CommentBody.Render(new("models.yaml", new(1, 1)), [.. hostile, new("", "The end.", 1)], "the run");
            var parsed = Markdig.Markdown.Parse(body, Pipeline);
            var tags = parsed.Descendants<HtmlBlock>().Select(block => block.Lines.ToString()).ToList();
            return parsed.OfType<ParagraphBlock>().LastOrDefault() is { Inline.FirstChild: LiteralInline end }
                && end.ToString() == "The end."
                && !parsed.Descendants<HtmlInline>().Any()
                && tags.All(tag => tag.StartsWith("<!-- compression-pipeline: ", StringComparison.Ordinal)
                    || tag.StartsWith("<details>\n<summary>", StringComparison.Ordinal) || tag == "</details>")
                && tags.Count(tag => tag.StartsWith("<details>", StringComparison.Ordinal)) == hostile
                    .Count(section => section.Folded);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }
}
