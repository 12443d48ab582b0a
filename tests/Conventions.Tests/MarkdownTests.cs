using System.Text.RegularExpressions;

namespace Conventions.Tests;

/// <summary>Links in our documents lead somewhere.</summary>
public static class MarkdownTests
{
    private static readonly Regex Link = new(@"\[[^\]]*\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)");

    [Fact]
    public static void Should_Link_Only_To_What_Is_There() => Convention.Holds(
        "A link leads to a file and heading of the repository.",
        from path in Repository.Files(@"\.md$")
        from target in LinksOf(Repository.Text(path))
        where !Resolves(path, target)
        select $"{path}: {target}");

    [Fact]
    public static void Should_Number_Decisions_Without_Gaps() => Convention.Holds(
        "docs/adr/NNNN-verb-object.md: numbers run without gaps or doubles.",
        Repository.Files(@"^docs/adr/\d{4}-.*\.md$")
            .Select((path, i) => (path, number: i + 1))
            .Where(decision => !decision.path.StartsWith($"docs/adr/{decision.number:0000}-", StringComparison.Ordinal))
            .Select(decision => decision.path));

    [Fact]
    public static void Should_Find_Links_But_Not_In_Code()
    {
        // Then
        Assert.Equal(["a.md", "b.md#x"], LinksOf("see [a](a.md) and [b](b.md#x \"title\"), `[c](c.md)`\n```\n[d](d.md)\n```\n"));
    }

    [Theory]
    [InlineData("docs/design/overview.md", "../../models.yaml", true)]
    [InlineData("docs/design/overview.md", "#floors", true)]
    [InlineData("docs/design/overview.md", "#no-such-heading", false)]
    [InlineData("docs/design/overview.md", "nowhere.md", false)]
    [InlineData("docs/design/overview.md", "https://example.org/x", true)]
    public static void Should_Tell_Live_Links_From_Dead_Ones(string from, string target, bool resolves)
    {
        // Then
        Assert.Equal(resolves, Resolves(from, target));
    }

    private static IEnumerable<string> LinksOf(string text) =>
        Link.Matches(Regex.Replace(text, "(?s)```.*?```|`[^`\n]*`", "")).Select(match => match.Groups["target"].Value);

    private static bool Resolves(string from, string target)
    {
        if (Regex.IsMatch(target, "^[a-z]+:"))
            return true;
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0
            ? from
            : Path.GetRelativePath("/", Path.Combine("/", Path.GetDirectoryName(from)!, Uri.UnescapeDataString(parts[0])))
                .Replace('\\', '/');
        return Repository.Has(file) && (parts.Length == 1 || HeadingsOf(Repository.Text(file)).Contains(parts[1]));
    }

    /// <summary>Headings as GitHub turns them into anchors.</summary>
    private static IEnumerable<string> HeadingsOf(string text) =>
        Regex.Matches(text, @"(?m)^#+\s+(.*?)\s*$").Select(match =>
            Regex.Replace(match.Groups[1].Value.ToLowerInvariant(), @"[^\w\s-]", "").Replace(' ', '-'));
}
