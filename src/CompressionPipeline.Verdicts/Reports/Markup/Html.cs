using System.Net;

namespace CompressionPipeline.Verdicts.Reports.Markup;

// A piece of a page that is markup already. Whatever is put into Of is escaped, unless it is such a piece itself.
internal readonly record struct Html
{
    private readonly string? markup;

    private Html(string markup) => this.markup = markup;

    public static Html None { get; }

    public bool IsEmpty => string.IsNullOrEmpty(markup);

    public static Html Of(HtmlHandler markup) => new(markup.ToMarkup());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts));

    /// <summary>Markup of our own: a style sheet, a script.</summary>
    public static Html Trusted(string markup) => new(markup);

    /// <summary>A text from outside; its direction ends where it ends.</summary>
    public static Html Name(string? text) => Of($"<bdi>{text}</bdi>");

    public static Html When(bool condition, Func<Html> markup) => condition ? markup() : None;

    public override string ToString() => markup ?? "";

    // Control characters are no text of a page, and none may turn round what follows it.
    internal static string Escape(string? text)
    {
        if (text is null)
            return "";
        var clean = text.Any(IsNoText) ? string.Concat(text.Select(letter => IsNoText(letter) ? ' ' : letter)) : text;
        return WebUtility.HtmlEncode(clean);
    }

    private static bool IsNoText(char letter) => (char.IsControl(letter) && letter is not ('\n' or '\t'))
        || letter is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
