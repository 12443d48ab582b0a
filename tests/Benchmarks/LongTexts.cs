using System.Diagnostics;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Verdicts.Metrics.Rouge;

namespace Benchmarks;

/// <summary>What a pair of long texts costs ROUGE-L, and a long source the tokenizer that reads its beginning.</summary>
internal static class LongTexts
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public static object Measure(Arguments arguments)
    {
        var (reference, text) = (arguments.Number("reference-words", 60_000), arguments.Number("text-words", 60_000));
        var (characters, tokens) = (arguments.Number("characters", 1_000_000), arguments.Number("tokens", 48));
        var random = new Random(1);
        var (first, second) = (Words(random, reference), Words(random, text));
        var scorer = new RougeScorer([RougeMeasure.RougeL]);
        scorer.Score([("a b", "b a")]);
        var rouge = Cost(() => scorer.Score([(first, second)]).Mean(RougeMeasure.RougeL));
        var tokenizer = T5Tokenizer.Open(arguments.Text("model", "pipelines/assets/dotnet-docs-4096.model"));
        var source = Words(random, characters / 2)[..characters];
        tokenizer.Encode(source[..1000], tokens);
        var encoded = Cost(() => tokenizer.Encode(source, tokens).Length);
        return new { reference_words = reference, text_words = text, rouge_l = rouge, characters, tokens, encoded };
    }

    private static object Cost(Func<double> work)
    {
        var (bytes, start, processor) = (
            GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var value = work();
        return new
        {
            value,
            seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 4),
            processor_seconds = Math.Round((Environment.CpuUsage.TotalTime - processor).TotalSeconds, 4),
            allocated_mb = Math.Round((GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1e6, 3),
            peak_resident_mb = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / 1e6),
        };
    }

    // Words of one to eight letters, of which a few thousand are common.
    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count)
        .Select(_ => random.Next(3) == 0 ? random.GetString(Letters, random.Next(1, 9)) : $"w{random.Next(3_000)}"));
}
