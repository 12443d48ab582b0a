using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>Samples in order of size, thinned to what an eye can tell apart.</summary>
internal sealed class Distribution
{
    private readonly double[] sorted;

    public Distribution(IEnumerable<double> samples)
    {
        sorted = [.. samples.Where(double.IsFinite)];
        Array.Sort(sorted);
    }

    public int Count => sorted.Length;

    /// <summary>The value below which a share of the samples lie, interpolated; of no samples, NaN.</summary>
    /// <param name="share">0 to 1.</param>
    public double At(double share) => sorted.Length == 0 ? double.NaN : Percentile.OfSorted(sorted, 100 * share);

    /// <summary>At most so many samples, evenly spread over their order, first and last among them.</summary>
    public IEnumerable<double> Thinned(int most) => sorted.Length <= most
        ? sorted
        : Enumerable.Range(0, most).Select(i => sorted[(int)Math.Round(i * (sorted.Length - 1.0) / (most - 1))]);
}
