using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Statistics;

/// <summary>One column, or two that are compared.</summary>
internal static class ResamplingExtensions
{
    public static Interval Mean(this Resampling resampling, IReadOnlyList<double> samples, double level) =>
        resampling.Means([samples])[0].Interval(level);

    public static Interval Difference(
        this Resampling resampling, IReadOnlyList<double> first, IReadOnlyList<double> second, double level) =>
        resampling.Means([first, second]) is [var one, var other] ? other.Less(one, level) : default;

    public static Interval? PercentDifference(
        this Resampling resampling, IReadOnlyList<double> first, IReadOnlyList<double> second, double level) =>
        resampling.Means([first, second]) is [var one, var other] ? other.LessPercent(one, level) : null;
}
