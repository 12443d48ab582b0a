using System.Globalization;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>The bits of the driver's <c>clocks_event_reasons.active</c> as words (NVML's nvmlClocksEventReasons).</summary>
internal static class ThrottleReasons
{
    // Left out are the clocks that somebody chose: 0x1 idle, 0x2 applications clocks, 0x10 sync boost, 0x100 display clocks.
    private static readonly (ulong Bit, string Words)[] Slowdowns =
    [
        (0x4, "software power cap"),
        (0x8, "hardware slowdown"),
        (0x20, "software thermal slowdown"),
        (0x40, "hardware thermal slowdown"),
        (0x80, "hardware power brake"),
    ];

    /// <summary>Why the card is slowed down; empty where it is not or the driver does not say.</summary>
    /// <param name="mask">As printed, for example <c>0x0000000000000004</c>.</param>
    public static IReadOnlyList<string> Words(string mask) =>
        mask.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && ulong.TryParse(mask.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? [.. Slowdowns.Where(reason => (bits & reason.Bit) != 0).Select(reason => reason.Words)]
            : [];
}
