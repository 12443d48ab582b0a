using CompressionPipeline.Metrics.Statistics;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>The samples of one batch size as cells and speedups.</summary>
internal sealed record LatencyTable(IReadOnlyList<LatencyCell> Cells, IReadOnlyList<Speedup> Speedups)
{
    private static readonly Phase[] Phases = Enum.GetValues<Phase>();

    /// <param name="models">Names, the unpruned model first.</param>
    /// <param name="batchSize">Documents at once.</param>
    /// <param name="samples">Per model, one sample per round.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    public static LatencyTable Of(IReadOnlyList<string> models, int batchSize, IReadOnlyList<IReadOnlyList<GenerationTimes>> samples, long seed)
    {
        var cells = models.Zip(samples, (model, times) => Phases.Select(phase => Cell(model, batchSize, phase, times))).SelectMany(cell => cell);
        var speedups = models.Zip(samples).Skip(1).SelectMany(candidate => Phases.Select(phase =>
        {
            var interval = Bootstrap.Speedup(Of(samples[0], phase), Of(candidate.Second, phase), seed);
            return new Speedup(candidate.First, batchSize, phase, interval.Value, interval.Low, interval.High);
        }));
        return new([.. cells], [.. speedups]);
    }

    private static LatencyCell Cell(string model, int batchSize, Phase phase, IReadOnlyList<GenerationTimes> times)
    {
        var samples = Of(times, phase);
        var summary = LatencySummary.Of(samples);
        return new(model, batchSize, phase, summary.P50, summary.P95, summary.Mean, summary.StandardDeviation, summary.CoefficientOfVariation, samples);
    }

    private static double[] Of(IReadOnlyList<GenerationTimes> times, Phase phase) => [.. times.Select(time => time.Of(phase))];
}
