namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>What a list of times says. All but the count and the coefficient are in the samples' unit.</summary>
public sealed record LatencySummary
{
    /// <summary>Samples.</summary>
    public required int Count { get; init; }

    /// <summary>Arithmetic mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Median.</summary>
    public required double P50 { get; init; }

    /// <summary>90th percentile.</summary>
    public required double P90 { get; init; }

    /// <summary>95th percentile.</summary>
    public required double P95 { get; init; }

    /// <summary>99th percentile.</summary>
    public required double P99 { get; init; }

    /// <summary>Sample standard deviation (n − 1); 0 of one sample.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>Standard deviation over mean; 0 where the mean is 0.</summary>
    public double CoefficientOfVariation => Mean == 0 ? 0 : StandardDeviation / Mean;

    /// <summary>The summary of times in any order.</summary>
    /// <exception cref="ArgumentException">There are no samples, or one is not finite.</exception>
    public static LatencySummary Of(IReadOnlyList<double> samples)
    {
        var sorted = Samples.Sorted(samples);
        var mean = sorted.Average();
        var squares = sorted.Sum(sample => (sample - mean) * (sample - mean));
        return new LatencySummary
        {
            Count = sorted.Length,
            Mean = mean,
            P50 = Percentile.OfSorted(sorted, 50),
            P90 = Percentile.OfSorted(sorted, 90),
            P95 = Percentile.OfSorted(sorted, 95),
            P99 = Percentile.OfSorted(sorted, 99),
            StandardDeviation = sorted.Length == 1 ? 0 : Math.Sqrt(squares / (sorted.Length - 1)),
        };
    }
}
