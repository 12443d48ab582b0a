using System.Diagnostics;
using CompressionPipeline.Verdicts.Metrics.Rouge;

namespace Benchmarks.Statistics;

/// <summary>All five measures, stemmer on, sentences by rules.</summary>
internal static class RougeSpeed
{
    public static object Measure(Arguments arguments)
    {
        var texts = new RandomTexts(1);
        var pairs = Enumerable.Range(0, arguments.Number("pairs", 10_000)).Select(_ => texts.Pair(arguments.Number("words", 60)))
            .ToList();
        var mean = 0.0;
        var timed = Timed.Of(arguments.Number("runs", 5), () =>
            mean = new RougeScorer(breaks: SentenceBreaks.LinesOrRules).Score(pairs).Mean(RougeMeasure.RougeN(2)));
        return new
        {
            pairs = pairs.Count, cores = Environment.ProcessorCount, first_ms = timed.FirstMs, later_ms = timed.LaterMs,
            rouge2 = Math.Round(mean, 2), peak_resident_mb = Process.GetCurrentProcess().PeakWorkingSet64 >> 20,
        };
    }
}
