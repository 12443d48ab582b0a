using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>What a person probably meant.</summary>
internal static class NearestKey
{
    // No key is longer, so that a longer text is no misspelt key.
    private const int Longest = 100;

    /// <summary><c>did you mean 'epochs'?</c> where one candidate is near, else <c>valid here: …</c>.</summary>
    public static string Hint(string given, IReadOnlyCollection<string> candidates, string otherwise = "valid here")
    {
        if (candidates.Count == 0)
            return "nothing is valid here";
        var nearest = candidates.MinBy(candidate => NearestName.Distance(given, candidate))!;
        return given.Length <= Longest && NearestName.Distance(given, nearest) <= Math.Max(2, nearest.Length / 3)
            ? $"did you mean '{nearest}'?"
            : $"{otherwise}: {string.Join(", ", candidates)}";
    }
}
