namespace CompressionPipeline.Data;

internal static class FirstSentence
{
    private static readonly string[] Abbreviations = ["e.g.", "i.e.", "etc.", "vs.", "cf.", "approx.", "no.", "incl.", "U.S."];

    /// <summary>The first sentence of the first paragraph, on one line; null where there is no text.</summary>
    public static string? Of(string paragraphs)
    {
        var text = paragraphs.Split('\n').Select(Text.OneLine).FirstOrDefault(paragraph => paragraph.Length > 0);
        if (text is null)
            return null;
        for (var end = text.IndexOf(' '); end >= 0; end = text.IndexOf(' ', end + 1))
            if (Ends(text, end))
                return text[..end];
        return text;
    }

    // "Encodes e.g. UTF-8" and "see RFC 2616, sec. 4" go on; "the value. The default" ends.
    private static bool Ends(string text, int space)
    {
        var word = text[(text.LastIndexOf(' ', space - 1) + 1)..space].TrimEnd(')', '"', '\'', ']');
        return word.Length > 1 && word[^1] is '.' or '!' or '?'
            && !char.IsLower(text[space + 1])
            && !Abbreviations.Contains(word.TrimStart('(', '"'), StringComparer.OrdinalIgnoreCase);
    }
}
