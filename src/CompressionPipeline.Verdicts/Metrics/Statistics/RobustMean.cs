using MathNet.Numerics.Distributions;

namespace CompressionPipeline.Verdicts.Metrics.Statistics;

// The 20 % trimmed mean with Student's t interval from the winsorised variance (J. Tukey and D. McLaughlin, 1963; K. Yuen, 1974):
// a fifth of the values at each end may be anything.
internal static class RobustMean
{
    private const double Trimmed = 0.2;

    /// <summary>Null where fewer than two values are left.</summary>
    public static (double Value, double HalfWidth)? Of(double[] values, double level)
    {
        var sorted = Samples.Sorted(values);
        var cut = (int)(Trimmed * sorted.Length);
        var left = sorted.Length - 2 * cut;
        if (left < 2)
            return null;
        var mean = sorted.AsSpan(cut, left).ToArray().Average();
        var winsorised = sorted.Select(value => Math.Clamp(value, sorted[cut], sorted[^(cut + 1)])).ToArray();
        var middle = winsorised.Average();
        var squares = winsorised.Sum(value => (value - middle) * (value - middle));
        var error = Math.Sqrt(squares / (left * (left - 1.0)));
        return (mean, error * StudentT.InvCDF(0, 1, left - 1, (1 + level) / 2));
    }
}
