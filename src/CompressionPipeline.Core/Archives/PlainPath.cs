using System.Text.RegularExpressions;

namespace CompressionPipeline.Core.Archives;

/// <summary>Relative paths that mean the same file on every system and stay below their folder.</summary>
public static partial class PlainPath
{
    private const int Longest = 240;

    /// <summary>
    /// Whether a path is plain: segments of ASCII letters, digits and <c>. _ - +</c> with <c>/</c> between them; none is <c>.</c>
    /// or <c>..</c>, ends with a dot or bears a device's name; 240 characters at most.
    /// </summary>
    public static bool Is(string path) => path.Length is > 0 and <= Longest && Array.TrueForAll(path.Split('/'), IsSegment);

    /// <summary>A name for a message: what could disturb a terminal or a log is replaced, and it is cut at 80
    /// characters.</summary>
    public static string Printable(string text)
    {
        var safe = string.Concat(text.Take(80).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?'
            : letter));
        return text.Length > 80 ? safe + "…" : safe;
    }

    private static bool IsSegment(string segment) =>
        Segment().IsMatch(segment) && !segment.EndsWith('.') && !Device().IsMatch(segment);

    [GeneratedRegex(@"\A[A-Za-z0-9._+-]+\z")]
    private static partial Regex Segment();

    [GeneratedRegex(@"\A(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Device();
}
