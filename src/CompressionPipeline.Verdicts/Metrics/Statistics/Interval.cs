namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>An estimate with its confidence interval.</summary>
/// <param name="Value">The estimate from all samples.</param>
/// <param name="Low">Lower end.</param>
/// <param name="Middle">Middle of the interval's distribution: the median of resampled estimates, or the estimate itself where
/// none were drawn.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">How often such an interval holds the true value, 0 to 1: 0.95 runs from the 2.5th to the 97.5th
/// percentile.</param>
public readonly record struct Interval(double Value, double Low, double Middle, double High, double Level = 0.95)
{
    /// <summary>Whether the interval holds a value, ends included.</summary>
    public bool Holds(double value) => Low <= value && value <= High;

    internal bool IsFinite => double.IsFinite(Value) && double.IsFinite(Low) && double.IsFinite(High) && Low <= High;

    /// <summary>The interval; null where it cannot be judged, and no file could hold it.</summary>
    internal Interval? OrNull => IsFinite ? this : null;

    /// <summary>A counted value, whose interval is the value itself.</summary>
    internal static Interval Exact(double value) => new(value, value, value, value, Level: 1);

    internal Interval Negated() => Falling(value => -value);

    internal Interval Plus(double value) => new(Value + value, Low + value, Middle + value, High + value, Level);

    /// <summary>Applies a decreasing function to value and ends.</summary>
    internal Interval Falling(Func<double, double> of) => new(of(Value), of(High), of(Middle), of(Low), Level);

    // The ratio of two independent positive estimates: the half widths of the logarithms add as squares.
    internal Interval Over(Interval below)
    {
        var value = Value / below.Value;
        var down = Hypotenuse(Value / Low, below.High / below.Value);
        var up = Hypotenuse(High / Value, below.Value / below.Low);
        return new(value, value / Math.Exp(down), value, value * Math.Exp(up), Level);

        static double Hypotenuse(double first, double second) =>
            Math.Sqrt(Math.Pow(Math.Log(first), 2) + Math.Pow(Math.Log(second), 2));
    }
}
