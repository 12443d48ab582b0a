using System.Runtime.CompilerServices;

namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>Samples as statistics take them; what cannot be summarised is refused.</summary>
internal static class Samples
{
    public static double[] Checked(IReadOnlyList<double> samples)
    {
        if (samples.Count == 0)
            throw new ArgumentException("There are no samples.", nameof(samples));
        double[] copy = [.. samples];
        return AreFinite(copy) ? copy : throw new ArgumentException("A sample is not finite.", nameof(samples));
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

    // The samples of each load of a model, in the order in which they were taken; null where the loads do not add up to them.
    public static double[][]? ByLoad(double[] samples, IReadOnlyList<int> loads)
    {
        if (loads.Any(count => count < 1) || loads.Sum(count => (long)count) != samples.Length)
            return null;
        var (parts, start) = (new double[loads.Count][], 0);
        for (var load = 0; load < loads.Count; start += loads[load++])
            parts[load] = samples[start..(start + loads[load])];
        return parts;
    }

    // Batch means (G. Fishman, 1978): consecutive values in blocks of nearly equal size are averaged, so that what is left
    // depends on each other little; the values themselves where there are fewer than two per block.
    public static double[] BlockMeans(double[] values, int blocks) => values.Length < 2 * blocks
        ? values
        : [.. Enumerable.Range(0, blocks).Select(block =>
            values[(int)((long)block * values.Length / blocks)..(int)((long)(block + 1) * values.Length / blocks)].Average())];

    // A sweep has millions of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreFinite(ReadOnlySpan<double> samples)
    {
        foreach (var sample in samples)
        {
            if (!double.IsFinite(sample))
                return false;
        }
        return true;
    }
}
