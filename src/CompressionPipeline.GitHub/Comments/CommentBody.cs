using System.Globalization;
using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub.Comments;

// Puts sections together into the body of a comment that GitHub takes. What does not fit is left out, the least important first,
// and named.
internal static class CommentBody
{
    // The most characters that GitHub takes. Counted in UTF-16 units here, which is never fewer than GitHub counts.
    public const int Limit = 65_536;

    internal const int LeastLimit = 8_000;

    private const int MostNamed = 8;
    private const int LongestName = 80;
    private const int LongestElsewhere = 1_000;

    // Nine names of which each letter takes three, the place where the rest is, and the words between.
    private const int RoomForNote = ((MostNamed + 1) * ((3 * (LongestName + 1)) + 40)) + LongestElsewhere + 200;

    /// <summary>The body, its mark first.</summary>
    /// <param name="elsewhere">Where everything is to be found, for example the run's address; a line of Markdown. At most 1,000
    /// characters count.</param>
    public static string Render(CommentMark mark, IReadOnlyList<ReportSection> sections, string elsewhere, int limit = Limit) =>
        Render(mark + "\n", sections, elsewhere, limit);

    internal static string Render(string head, IReadOnlyList<ReportSection> sections, string elsewhere, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, LeastLimit);
        var parts = sections.Select((section, place) => new Part(section, place, Whole(section))).ToList();
        var length = head.Length + parts.Sum(part => part.Text.Length + 1);
        if (length <= limit)
            return head + string.Join('\n', parts.Select(part => part.Text));

        var room = limit - head.Length - RoomForNote;
        var byWorth = parts.OrderByDescending(part => part.Section.Importance).ThenBy(part => part.Place).ToList();
        var (kept, left, partly) = (new List<Part>(), new List<Part>(), (Part?)null);
        var used = 0;
        foreach (var part in byWorth)
        {
            // Nothing that is less important than what was left out stays.
            if (left.Count == 0 && partly is null && used + part.Text.Length + 1 <= room)
                used += Add(kept, part);
            else if (left.Count == 0 && partly is null
                && (part.Section.CutAtLines || kept.Count == 0) && Cut(part, room - used - 1) is { } cut)
                used += Add(kept, partly = cut);
            else
                left.Add(part);
        }
        return head + string.Join(
            '\n', kept.OrderBy(part => part.Place).Select(part => part.Text).Append(Note(left, partly, elsewhere, limit)));
    }

    private static int Add(List<Part> kept, Part part)
    {
        kept.Add(part);
        return part.Text.Length + 1;
    }

    private static string Whole(ReportSection section) => Frame(section, SafeBlock.Of(section.Markdown));

    private static string Frame(ReportSection section, string block) => section switch
    {
        { Folded: true } => $"<details>\n<summary>{Named(section.Title, Markdown.Html)}</summary>\n\n{block}\n\n</details>\n",
        { Title.Length: > 0 } => $"### {Named(section.Title, Markdown.Text)}\n\n{block}\n",
        _ => block + "\n",
    };

    private static Part? Cut(Part part, int room)
    {
        var (text, leftOut) = SafeBlock.Cut(SafeBlock.Of(part.Section.Markdown), room - Frame(part.Section, "").Length);
        return text.Length == 0 ? null : part with { Text = Frame(part.Section, text), LinesLeftOut = leftOut };
    }

    private static string Note(List<Part> left, Part? partly, string elsewhere, int limit)
    {
        var what = new List<string>();
        if (partly is not null)
            what.Add(string.Create(CultureInfo.InvariantCulture, $"the last {partly.LinesLeftOut:N0} lines of {Name(partly)}"));
        what.AddRange(left.OrderBy(part => part.Place).Take(MostNamed).Select(Name));
        if (left.Count > MostNamed)
            what.Add(string.Create(CultureInfo.InvariantCulture, $"{left.Count - MostNamed:N0} more"));
        var where = SafeBlock.Of(elsewhere.ReplaceLineEndings(" "));
        where = where.Length > LongestElsewhere ? where[..LongestElsewhere] : where;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"> **Not everything fits** into the {limit:N0} characters that GitHub takes. Left out: {string.Join(", ", what)}. "
                + $"All of it: {where}\n");
    }

    private static string Name(Part part) =>
        part.Section.Title.Length == 0 ? "a part without a title" : "“" + Named(part.Section.Title, Markdown.Text) + "”";

    private static string Named(string title, Func<string, string> write)
    {
        if (title.Length > LongestName)
            title = title[..LongestName] + "…";
        return write(title) is { Length: > 0 } name ? name : "…";
    }

    private sealed record Part(ReportSection Section, int Place, string Text)
    {
        public int LinesLeftOut { get; init; }
    }
}
