using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace CompressionPipeline.Pipeline.Manifest.Shapes;

/// <summary>What a C# number type holds, and what a Range attribute leaves of it.</summary>
internal static class Numbers
{
    public static NumberShape? Range(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => null,
        TypeCode.Int32 => new(true, int.MinValue, int.MaxValue),
        TypeCode.Int64 => new(true, long.MinValue, long.MaxValue),
        TypeCode.Single => new(false, float.MinValue, float.MaxValue),
        TypeCode.Double => new(false, double.MinValue, double.MaxValue),
        _ => null,
    };

    public static NumberShape Narrow(NumberShape shape, RangeAttribute? range) => range is null ? shape : shape with
    {
        Min = Number(range.Minimum),
        Max = Number(range.Maximum),
        MinExclusive = range.MinimumIsExclusive,
        MaxExclusive = range.MaximumIsExclusive,
        Meaning = range.ErrorMessage,
    };

    // The range in words: 1 to 64, at least 0, more than 0, at most 1. An end that nobody wrote, that of the C# type, is named
    // only to a value beyond it.
    public static string Words(NumberShape shape, double value = 0)
    {
        var low = IsOpen(shape.Min) && value >= shape.Min ? null : Show(shape.Min);
        var high = IsOpen(shape.Max) && value <= shape.Max ? null : Show(shape.Max);
        return (low, high, shape.MinExclusive || shape.MaxExclusive) switch
        {
            (null, null, _) => shape.Expected,
            (null, _, _) => shape.MaxExclusive ? $"less than {high}" : $"at most {high}",
            (_, null, _) => shape.MinExclusive ? $"more than {low}" : $"at least {low}",
            (_, _, true) => $"{(shape.MinExclusive ? "more than" : "at least")} {low}, "
                + $"{(shape.MaxExclusive ? "less than" : "at most")} {high}",
            _ => low == high ? low : $"{low} to {high}",
        };
    }

    /// <summary>As people write it: <c>1e-9</c>, not <c>1E-09</c>.</summary>
    public static string Show(double value) =>
        value.ToString("R", CultureInfo.InvariantCulture).Split('E') is [var digits, var exponent]
        ? $"{digits}e{int.Parse(exponent, CultureInfo.InvariantCulture)}"
        : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Whether an end of a range is that of the C# type, which nobody wrote.</summary>
    public static bool IsOpen(double end) => Math.Abs(end) >= int.MaxValue;

    private static double Number(object end) => Convert.ToDouble(end, CultureInfo.InvariantCulture);
}
