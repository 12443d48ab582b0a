using System.Globalization;

namespace CompressionPipeline.Verdicts.Metrics;

/// <summary>What pruning did to a count of parameters or bytes.</summary>
/// <param name="Before">At least 0.</param>
/// <param name="After">At least 0.</param>
public readonly record struct SizeChange(long Before, long After)
{
    /// <summary>How many times smaller it became; 1 where nothing was there.</summary>
    public double Ratio => After == 0 ? 1 : (double)Before / After;

    /// <summary>The share that is gone, in percent; negative where it grew.</summary>
    public double SavedPercent => Before == 0 ? 0 : 100.0 * (Before - After) / Before;

    /// <summary>Bytes in decimal units with three digits: <c>11.8 MB</c>.</summary>
    public static string Show(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var (value, unit) = ((double)bytes, 0);
        while (value >= 999.5 && unit < units.Length - 1)
            (value, unit) = (value / 1000, unit + 1);
        var format = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
