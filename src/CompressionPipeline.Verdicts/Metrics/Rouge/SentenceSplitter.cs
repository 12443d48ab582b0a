namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>
/// Splits running text into sentences by rules. A sentence ends after <c>.</c>, <c>!</c>, <c>?</c> or <c>…</c> with any closing
/// quotes and brackets, if white space follows and then a capital letter, a digit or an opening quote or bracket; or after the
/// ideographic <c>。</c>, <c>！</c> and <c>？</c>, whatever follows. A full stop does not end one after an abbreviation
/// (<c>e.g.</c>, <c>Dr.</c>, <c>vs.</c>) or a single capital letter (<c>J. Smith</c>). The rules need no training and
/// give the same split everywhere; NLTK's punkt, which papers use, differs on some texts.
/// </summary>
public static class SentenceSplitter
{
    /// <summary>Name and version of the rules, for signatures.</summary>
    public const string Name = "rules-1";

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "col", "lt", "capt", "sgt", "rev", "hon", "jr", "sr",
        "e.g", "i.e", "cf", "vs", "viz", "al", "approx", "ca", "fig", "eq", "no", "nos", "vol", "pp", "sec", "ed", "eds",
        "inc", "ltd", "co", "corp", "dept", "u.s", "u.k", "a.m", "p.m",
        "jan", "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec",
    };

    /// <summary>The sentences, trimmed, in order; none is empty.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Ends(text, start, i, out var after))
                continue;
            Add(text[start..after], sentences);
            start = after;
            i = after - 1;
        }
        Add(text[start..], sentences);
        return sentences;
    }

    private static bool Ends(string text, int start, int i, out int after)
    {
        after = i + 1;
        if (text[i] is '。' or '！' or '？')
            return true;
        if (text[i] is not ('.' or '!' or '?' or '…'))
            return false;
        while (after < text.Length && text[after] is ('.' or '!' or '?' or '"' or '\'' or ')' or ']' or '”' or '’' or '»'))
            after++;
        var next = after;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        return next > after && next < text.Length && Begins(text[next])
            && !(text[i] == '.' && after == i + 1 && IsAbbreviated(text[start..i]));
    }

    private static bool Begins(char letter) =>
        char.IsUpper(letter) || char.IsDigit(letter) || letter is '"' or '\'' or '(' or '[' or '“' or '‘' or '«'
        || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.OtherLetter;

    private static bool IsAbbreviated(string before)
    {
        var word = before[(before.LastIndexOfAny([' ', '\t', '(', '[', '"']) + 1)..];
        return word is [>= 'A' and <= 'Z'] || Abbreviations.Contains(word);
    }

    private static void Add(string sentence, List<string> sentences)
    {
        var trimmed = sentence.Trim();
        if (trimmed.Length > 0)
            sentences.Add(trimmed);
    }
}
