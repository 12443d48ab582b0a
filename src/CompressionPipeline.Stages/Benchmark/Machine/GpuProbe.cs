using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>What the driver tells of the first graphics card.</summary>
internal sealed class GpuProbe(Func<IReadOnlyList<string>, string?> nvidiaSmi)
{
    private const string Fields = "name,driver_version,memory.total,memory.used,clocks.sm,clocks.max.sm,temperature.gpu,";
    private const double Mebibyte = 1024 * 1024;

    /// <summary>The card now; null where there is none or no driver that answers.</summary>
    public GpuReading? Read()
    {
        // Drivers before 535 know the reasons by their older name.
        var line = Query(Fields + "clocks_event_reasons.active") ?? Query(Fields + "clocks_throttle_reasons.active");
        if (line?.Split(',', StringSplitOptions.TrimEntries)
            is not [var name, var driver, var total, var used, var clock, var most, var heat, var reasons])
            return null;
        var model = new GpuModel(name, driver, Bytes(total) ?? 0, MachineReaders.Number(most));
        return new(
            model, Bytes(used), MachineReaders.Number(clock), MachineReaders.Number(heat), ThrottleReasons.Words(reasons));
    }

    private string? Query(string fields) =>
        nvidiaSmi([$"--query-gpu={fields}", "--format=csv,noheader,nounits"])?.Split('\n')[0].Trim() is { Length: > 0 } line
            ? line
            : null;

    // What a card does not have is printed as [N/A] or [Not Supported].
    internal static long? Bytes(string mebibytes) =>
        MachineReaders.Number(mebibytes) is { } number ? (long)(number * Mebibyte) : null;
}

/// <summary>A graphics card at one moment. What the driver does not tell is null.</summary>
internal sealed record GpuReading(
    GpuModel Model, long? UsedBytes, double? Megahertz, double? Celsius, IReadOnlyList<string> ThrottleReasons);
