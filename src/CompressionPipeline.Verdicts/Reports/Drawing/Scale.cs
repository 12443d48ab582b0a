namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>A straight line from values to coordinates; of an axis that runs upwards, End is below Start.</summary>
internal readonly record struct Scale(double From, double To, double Start, double End)
{
    /// <summary>A scale around finite values, with some room on both sides.</summary>
    public static Scale Around(IEnumerable<double> values, double start, double end, double room = 0.06)
    {
        var finite = values.Where(double.IsFinite).ToList();
        var (low, high) = finite.Count == 0 ? (0.0, 1.0) : (finite.Min(), finite.Max());
        var margin = high > low ? (high - low) * room : Math.Max(Math.Abs(high) * 0.1, 0.5);
        return new(low - margin, high + margin, start, end);
    }

    public double At(double value) => Start + ((value - From) / (To - From) * (End - Start));

    /// <summary>The coordinate, kept on the axis.</summary>
    public double Within(double value) => At(Math.Clamp(value, From, To));

    /// <summary>Round values within the axis, about as many as asked for.</summary>
    public IReadOnlyList<double> Ticks(int about)
    {
        var step = Step(about);
        var first = Math.Ceiling(From / step);
        var count = (int)Math.Clamp(Math.Floor(To / step) - first + 1, 0, 50);
        return [.. Enumerable.Range(0, count).Select(i => Math.Round((first + i) * step, 10))];
    }

    /// <summary>How many digits behind the point the ticks need.</summary>
    public int Digits(int about)
    {
        var step = Step(about);
        var digits = 0;
        while (digits < 6 && Math.Abs((step * Math.Pow(10, digits)) - Math.Round(step * Math.Pow(10, digits))) > 1e-6)
            digits++;
        return digits;
    }

    private double Step(int about)
    {
        var rough = (To - From) / Math.Max(about, 1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * ((rough / power) switch { <= 1.2 => 1, <= 2.2 => 2, <= 3 => 2.5, <= 6 => 5, _ => 10 });
    }
}
