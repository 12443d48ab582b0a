using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging.Errors;

// Why times cannot be told apart by the loads of the models that they were taken of. Times of one load need not say so.
internal static class LoadErrors
{
    /// <returns>What follows after the name of the times; null where nothing speaks against the loads.</returns>
    public static string? Of(LatencyCell baseline, LatencyCell variant)
    {
        if (!baseline.Loads.SequenceEqual(variant.Loads))
            return $"were taken in other loads of {baseline.Model} than of {variant.Model}: {Words(baseline.Loads)} and "
                + $"{Words(variant.Loads)} rounds";
        if (variant.Loads.FirstOrDefault(rounds => rounds < 2 || rounds % 2 != 0, 2) is not 2 and var odd)
            return $"hold a load of {odd} rounds, but rounds come in pairs, there and back";
        var sum = variant.Loads.Sum(rounds => (long)rounds);
        return variant.Loads.Count > 0 && sum != variant.Samples.Count
            ? $"are {variant.Samples.Count} of each model, but their loads add up to {sum}"
            : null;
    }

    private static string Words(IReadOnlyList<int> loads) => loads.Count == 0 ? "no" : string.Join(", ", loads);
}
