using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging.Errors;

/// <summary>Why times cannot be told apart by the loads of the models that they were taken of. Times of one load need not say so.</summary>
internal static class LoadErrors
{
    /// <param name="unpruned">The unpruned model's times.</param>
    /// <param name="candidate">The candidate's, as many.</param>
    /// <returns>What follows after the name of the times; null where nothing speaks against the loads.</returns>
    public static string? Of(LatencyCell unpruned, LatencyCell candidate)
    {
        if (!unpruned.Loads.SequenceEqual(candidate.Loads))
            return $"were taken in other loads of {unpruned.Model} than of {candidate.Model}: {Words(unpruned.Loads)} and {Words(candidate.Loads)} rounds";
        if (candidate.Loads.FirstOrDefault(rounds => rounds < 2 || rounds % 2 != 0, 2) is not 2 and var odd)
            return $"hold a load of {odd} rounds, but rounds come in pairs, there and back";
        var sum = candidate.Loads.Sum(rounds => (long)rounds);
        return candidate.Loads.Count > 0 && sum != candidate.Samples.Count
            ? $"are {candidate.Samples.Count} of each model, but their loads add up to {sum}"
            : null;
    }

    private static string Words(IReadOnlyList<int> loads) => loads.Count == 0 ? "no" : string.Join(", ", loads);
}
