using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

// Finds special tokens in text as it is written, before anything is normalised.
internal sealed class SpecialTokens
{
    private readonly IReadOnlyDictionary<string, int> ids;
    private readonly Dictionary<int, string> texts;
    private readonly Regex pattern;

    public SpecialTokens(IReadOnlyDictionary<string, int> ids)
    {
        this.ids = ids;
        texts = ids.ToDictionary(token => token.Value, token => token.Key);
        pattern = new(string.Join('|', ids.Keys.OrderByDescending(text => text.Length).Select(Regex.Escape)), RegexOptions.CultureInvariant);
    }

    public string TextOf(int id) => texts.GetValueOrDefault(id, "");

    public IEnumerable<(string Text, int? Id)> Split(string text)
    {
        var from = 0;
        foreach (Match match in pattern.Matches(text))
        {
            if (match.Index > from)
                yield return (text[from..match.Index], null);
            yield return (match.Value, ids[match.Value]);
            from = match.Index + match.Length;
        }
        if (from < text.Length)
            yield return (text[from..], null);
    }
}
