using System.Text.RegularExpressions;
using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub.Comments;

/// <summary>Makes a block of Markdown self-contained: it has no tag, and closes each fence that it opens.</summary>
internal static partial class SafeBlock
{
    public static string Of(string markdown)
    {
        var lines = Lines(markdown);
        return string.Join('\n', Close(lines));
    }

    /// <summary>As many of its first lines as fit into a number of characters, and how many were left out.</summary>
    public static (string Text, int LeftOut) Cut(string safe, int most)
    {
        var lines = safe.Split('\n');
        var (kept, length) = (0, 0);
        // Room for the line that closes a fence.
        var longestFence = lines.Select(line => Fence().Match(line)).Where(fence => fence.Success)
            .Select(fence => fence.Groups["fence"].Length + 1).DefaultIfEmpty(0).Max();
        while (kept < lines.Length && length + lines[kept].Length + 1 + longestFence <= most)
            length += lines[kept++].Length + 1;
        if (kept == lines.Length)
            return (safe, 0);
        return (string.Join('\n', Close(lines[..kept])), lines.Length - kept);
    }

    // The text without the characters below the space that end no line and no column. Octokit sends them as they are, JSON
    // forbids that, and GitHub refuses the whole call.
    public static string WithoutControls(string text) =>
        string.Concat(text.Where(letter => letter is >= ' ' or '\n' or '\r' or '\t'));

    private static string[] Lines(string markdown) =>
        [.. WithoutControls(markdown.ReplaceLineEndings("\n")).Trim('\n').Split('\n').Select(Line)];

    // A < that no letter, !, / or ? follows begins no tag, comment or autolink, inside code and outside.
    private static string Line(string line)
    {
        line = Tag().Replace(Valid(line), "<" + Markdown.Break);
        // A fence inside a list or a quotation ends with it, but only a full parser knows where that is.
        line = NestedFence().Replace(line, "${before}" + Markdown.Break);
        return MathFence().Replace(line, "${before}$" + Markdown.Break + "$");
    }

    private static IEnumerable<string> Close(IEnumerable<string> lines)
    {
        string? open = null;
        foreach (var line in lines)
        {
            yield return line;
            var fence = Fence().Match(line);
            if (open is null)
                open = fence.Success && !(fence.Groups["fence"].Value[0] == '`' && fence.Groups["info"].Value.Contains('`'))
                    ? fence.Groups["fence"].Value
                    : null;
            else if (fence.Success && fence.Groups["fence"].Value[0] == open[0] && fence.Groups["fence"].Length >= open.Length
                && string.IsNullOrWhiteSpace(fence.Groups["info"].Value))
                open = null;
        }
        if (open is not null)
            yield return open;
    }

    // GitHub refuses half a surrogate pair.
    private static string Valid(string line) => line.EnumerateRunes().Any(rune => rune.Value == 0xFFFD)
        ? string.Concat(line.EnumerateRunes().Select(rune => rune.ToString()))
        : line;

    [GeneratedRegex(@"<(?=[A-Za-z!/?])")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(?<fence>`{3,}|~{3,})(?<info>.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?<before>[ \t>*+\-0-9.)]+)(?=`{3}|~{3})")]
    private static partial Regex NestedFence();

    [GeneratedRegex(@"^(?<before>[ \t>*+\-0-9.)]*)\$\$")]
    private static partial Regex MathFence();
}
