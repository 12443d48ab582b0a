using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Arithmetic of intervals.</summary>
internal static class Spans
{
    /// <summary>What is counted: it varies by nothing.</summary>
    public static Interval Exact(double value) => new(value, value, value, value, Level: 1);

    /// <summary>The same with the other sign.</summary>
    public static Interval Negated(this Interval span) => span.Falling(value => -value);

    /// <summary>A function that falls, applied to every point.</summary>
    public static Interval Falling(this Interval span, Func<double, double> of) =>
        new(of(span.Value), of(span.High), of(span.Middle), of(span.Low), span.Level);

    /// <summary>The ratio of two positive estimates that do not depend on each other: distances of logarithms add as
    /// squares.</summary>
    public static Interval Over(this Interval above, Interval below)
    {
        var value = above.Value / below.Value;
        var down = Hypotenuse(above.Value / above.Low, below.High / below.Value);
        var up = Hypotenuse(above.High / above.Value, below.Value / below.Low);
        return new(value, value / Math.Exp(down), value, value * Math.Exp(up), above.Level);

        static double Hypotenuse(double first, double second) =>
            Math.Sqrt(Math.Pow(Math.Log(first), 2) + Math.Pow(Math.Log(second), 2));
    }

    public static bool IsFinite(this Interval span) =>
        double.IsFinite(span.Value) && double.IsFinite(span.Low) && double.IsFinite(span.High) && span.Low <= span.High;
}
