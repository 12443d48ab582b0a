using System.Text;

namespace CompressionPipeline.Data;

/// <summary>CSV whose quotes are escaped by a backslash → RFC 4180. Lines stay lines.</summary>
internal static class BackslashQuotes
{
    public static string ToRfc4180(string text)
    {
        var rewritten = new StringBuilder(text.Length);
        var (quoted, atStart) = (false, true);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (!atStart && letter == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
            {
                rewritten.Append(text[++i] == '"' && quoted ? "\"\"" : text[i]);
                continue;
            }
            if (letter == '"' && (quoted || atStart))
                quoted = !quoted;
            atStart = !quoted && letter is ',' or '\n' or '\r';
            rewritten.Append(letter);
        }
        return rewritten.ToString();
    }
}
