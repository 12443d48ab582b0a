using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace Benchmarks.Statistics;

/// <summary>The means of many columns over one set of draws: a sweep's variants times measures.</summary>
internal static class BootstrapSpeed
{
    public static object Measure(Arguments arguments)
    {
        var (examples, columns, resamples) = (
            arguments.Number("examples", 2000), arguments.Number("columns", 500), arguments.Number("resamples", 1000));
        var random = new Random(1);
        var samples = Enumerable.Range(0, columns).Select(
            _ => (IReadOnlyList<double>)[.. Enumerable.Range(0, examples).Select(_ => 100 * random.NextDouble())]).ToList();
        var half = 0.0;
        var timed = Timed.Of(arguments.Number("runs", 5), () =>
        {
            var means = new Resampling(examples, resamples).Means(samples);
            half = means.Average(mean => mean.Less(means[0], 0.95).High);
        });
        return new
        {
            examples, columns, resamples, cores = Environment.ProcessorCount, first_ms = timed.FirstMs, later_ms = timed.LaterMs,
            half = Math.Round(half, 3),
        };
    }
}
