namespace CompressionPipeline.Core;

/// <summary>Finds what a misspelt name was meant to be, for error messages.</summary>
public static class NearestName
{
    // Of what is longer, a whole text in the place of a name, the beginning is compared.
    private const int Longest = 100;

    /// <summary>The known names closest to <paramref name="name"/> by edit distance, best first; ties in ordinal order.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    /// <param name="count">How many to give at most. At least 1.</param>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known, int count = 1) =>
        [.. known.OrderBy(candidate => Distance(Start(name), Start(candidate)))
            .ThenBy(candidate => candidate, StringComparer.Ordinal).Take(count)];

    private static string Start(string name) => name.Length <= Longest ? name : name[..Longest];

    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = previous[j - 1] + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1])
                    ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.Length];
    }
}
