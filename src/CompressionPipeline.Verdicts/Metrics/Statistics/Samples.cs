using System.Runtime.CompilerServices;

namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>Refuses what cannot be summarised.</summary>
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
