using System.Globalization;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>Says what made the machine noisy while times were taken.</summary>
public static class Noise
{
    private const double MostVariation = 0.10;
    private const double MostForeignLoad = 0.10;
    private const double QuietForeignLoad = 0.05;
    private const double MostStolenTime = 0.02;
    private const double MostFallOfClock = 0.10;
    private const double LeastShareOfClock = 0.80;
    private const double LeastSeconds = 10;
    private const int LeastSamples = 10;

    /// <summary>Everything that speaks against the times, a sentence each; empty where nothing does.</summary>
    /// <param name="latencies">Times and the machine they were taken on; what is null was not told and counts as quiet.</param>
    public static IReadOnlyList<string> Of(Latencies latencies)
    {
        var environment = latencies.Environment;
        return [.. Times(latencies), .. Processor(environment), .. Gpu(environment)];
    }

    private static IEnumerable<string> Times(Latencies latencies)
    {
        var totals = latencies.Cells.Where(cell => cell.Phase == Phase.Total).ToList();
        var restless = totals.Where(cell => cell.Summary?.CoefficientOfVariation > MostVariation).ToList();
        if (restless.Count > 0)
        {
            var variations = restless.Select(cell => $"{Words(cell)} {Percent(cell.Summary!.CoefficientOfVariation)}");
            yield return $"varied by more than {Percent(MostVariation)} (standard deviation over mean): "
                + $"{string.Join(", ", variations)}";
        }
        // A hundredth less is what the clock around a generation sees and the generation itself does not.
        var brief = totals.Where(cell => cell.Samples.Sum() < LeastSeconds * 1000 * 0.99)
            .Select(cell => Text($"{Words(cell)} {cell.Samples.Sum() / 1000:0.0} s")).ToList();
        if (brief.Count > 0)
            yield return Text($"timed for less than {LeastSeconds} s: {string.Join(", ", brief)}");
        var few = totals.Where(cell => cell.Samples.Count < LeastSamples)
            .Select(cell => $"{Words(cell)} {cell.Samples.Count} times").ToList();
        if (few.Count > 0)
            yield return $"timed less than {LeastSamples} times: {string.Join(", ", few)}";
    }

    private static IEnumerable<string> Processor(BenchmarkEnvironment environment)
    {
        if (environment.ForeignLoad > MostForeignLoad)
            yield return Text($"other processes took {Percent(environment.ForeignLoad.Value)} of the processor");
        if (environment.StolenTime > MostStolenTime)
            yield return Text($"the hypervisor gave {Percent(environment.StolenTime.Value)} of the processor to others");
        // The last minute's load may be the stages before this one; it counts where others are not known to have been quiet
        // meanwhile.
        if (environment.Before.LoadAverage > environment.Cores / 2.0 && !(environment.ForeignLoad <= QuietForeignLoad))
            yield return Text($"the load average was {environment.Before.LoadAverage:0.0} on {environment.Cores} cores")
                + " before the first sample";
        if (environment.After.Throttles - environment.Before.Throttles is > 0 and var throttles)
            yield return Text($"the processor was throttled for heat {throttles} times");
    }

    private static IEnumerable<string> Gpu(BenchmarkEnvironment environment)
    {
        MachineState[] states = [environment.Before, environment.After];
        if (states.SelectMany(state => state.GpuThrottleReasons).Distinct().ToList() is { Count: > 0 } reasons)
            yield return $"the GPU was slowed down: {string.Join(", ", reasons)}";
        var (before, after) = (environment.Before.GpuMegahertz, environment.After.GpuMegahertz);
        if (after < before * (1 - MostFallOfClock))
            yield return Text($"the GPU's clock fell from {before:0} to {after:0} MHz");
        if (environment.Gpu?.MaxMegahertz is { } most && states.Min(state => state.GpuMegahertz) is { } least
            && least < most * LeastShareOfClock)
            yield return Text($"the GPU ran at {least:0} of {most:0} MHz, less than {Percent(LeastShareOfClock)}");
        if (states.SelectMany(state => state.ForeignGpuProcesses).Distinct().ToList() is { Count: > 0 } processes)
            yield return $"others used the GPU: {string.Join(", ", processes)}";
    }

    private static string Words(LatencyCell cell) => Text($"{cell.Model} on {cell.Runtime} at batch {cell.BatchSize}");

    private static string Percent(double share) => Text($"{100 * share:0.#} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
