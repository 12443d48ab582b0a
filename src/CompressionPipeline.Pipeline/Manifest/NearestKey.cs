namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>What a person probably meant.</summary>
internal static class NearestKey
{
    // No key is longer: what is was not misspelt.
    private const int Longest = 100;

    /// <summary><c>did you mean 'epochs'?</c> where one candidate is near, else <c>valid here: …</c>.</summary>
    public static string Hint(string given, IReadOnlyCollection<string> candidates, string otherwise = "valid here")
    {
        if (candidates.Count == 0)
            return "nothing is valid here";
        var all = $"{otherwise}: {string.Join(", ", candidates)}";
        if (given.Length > Longest)
            return all;
        var (nearest, distance) = candidates.Select(
            candidate => (candidate, Distance(given.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Max(2, nearest.Length / 3)
            ? $"did you mean '{nearest}'?"
            : all;
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
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
}
