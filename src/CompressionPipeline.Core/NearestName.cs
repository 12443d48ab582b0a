namespace CompressionPipeline.Core;

/// <summary>Suggests known names for a misspelt one, for error messages.</summary>
public static class NearestName
{
    // Of what is longer, a whole text in the place of a name, the beginning is compared.
    private const int Longest = 100;

    /// <summary>The known names closest to <paramref name="name"/> by edit distance, best first; ties in ordinal order.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    /// <param name="count">How many to give at most. At least 1.</param>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known, int count = 1) =>
        [.. known.Order(StringComparer.Ordinal).OrderBy(candidate => Distance(name, candidate)).Take(count)];

    /// <summary>
    /// Insertions, deletions, substitutions and swaps of neighbours between the first 100 letters of two names (optimal string
    /// alignment); upper and lower case are the same.
    /// </summary>
    public static int Distance(string one, string other)
    {
        var (a, b) = (Start(one), Start(other));
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, table[i - 2, j - 2] + 1);
                table[i, j] = best;
            }
        }
        return table[a.Length, b.Length];
    }

    private static string Start(string name) => name[..Math.Min(name.Length, Longest)].ToLowerInvariant();
}
