namespace CompressionPipeline.Metrics.Statistics;

/// <summary>Refuses what cannot be summarised.</summary>
internal static class Samples
{
    public static double[] Checked(IReadOnlyList<double> samples)
    {
        if (samples.Count == 0)
            throw new ArgumentException("There are no samples.", nameof(samples));
        if (samples.Any(sample => !double.IsFinite(sample)))
            throw new ArgumentException("A sample is not finite.", nameof(samples));
        return [.. samples];
    }

    public static double[] Sorted(IReadOnlyList<double> samples)
    {
        var sorted = Checked(samples);
        Array.Sort(sorted);
        return sorted;
    }

    public static (double[] First, double[] Second) Paired(IReadOnlyList<double> first, IReadOnlyList<double> second) =>
        first.Count == second.Count
            ? (Checked(first), Checked(second))
            : throw new ArgumentException($"Samples are paired, but there are {first.Count} and {second.Count}.", nameof(second));
}
