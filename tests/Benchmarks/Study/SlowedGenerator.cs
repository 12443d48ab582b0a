using System.Diagnostics;
using CompressionPipeline.Stages.Benchmark;

namespace Benchmarks.Study;

/// <summary>A generator that works in vain for a share of its own time, so that it is known how much slower it is.</summary>
internal sealed class SlowedGenerator(ITimedGenerator inner, double share) : ITimedGenerator
{
    public string Name => inner.Name;

    public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
    {
        var times = inner.Generate(sources, outputLength, cancellation);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalMilliseconds < share * times.Total) { }
        return times with { Total = times.Total + watch.Elapsed.TotalMilliseconds };
    }
}
