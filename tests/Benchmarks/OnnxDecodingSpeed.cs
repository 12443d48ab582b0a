using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5;

namespace Benchmarks;

/// <summary>
/// Greedy decoding on ONNX Runtime, one row, a pinned number of tokens; with a reference script, that on the same weights just
/// before.
/// </summary>
internal static class OnnxDecodingSpeed
{
    private const int WarmUps = 20, Runs = 40;

    public static object Measure(Arguments arguments)
    {
        var (threads, tokens, script) = (
            arguments.Number("threads", 2), arguments.Number("tokens", 32), arguments.Text("reference", ""));
        var config = T5Config.Shape(arguments.Text("shape", "docs-mini"));
        using var export = new DecodeExport(config);
        double? reference = script.Length > 0 ? Reference.DecodeMillisecondsPerToken(script, export.Checkpoint, threads) : null;
        using var session = Seq2SeqSession.Open(export.Graphs, new()
        {
            Device = Device.Cpu, Threads = threads,
            ProfilePrefix = arguments.Text("profile", "") is { Length: > 0 } prefix ? prefix : null,
        });
        var source = RandomPairs.Make(1, arguments.Number("source-length", 64), 1, config.VocabSize)[0].Source;
        var settings = new DecodeSettings { MaxNewTokens = tokens, MinNewTokens = tokens };
        var runs = Enumerable.Range(0, WarmUps + Runs).Select(_ => session.Generate([source], settings).Timing).Skip(WarmUps)
            .ToList();
        var whole = Median(runs.Select(run => run.TotalMilliseconds / tokens));
        return new
        {
            decode_ms_per_token = whole,
            encoder_ms = Median(runs.Select(run => run.EncoderMilliseconds)),
            first_token_ms = Median(runs.Select(run => run.FirstTokenMilliseconds)),
            next_token_ms = Median(runs.SelectMany(run => run.TokenMilliseconds)),
            reference_decode_ms_per_token = reference,
            ratio = whole / reference,
            threads,
        };
    }

    private static double Median(IEnumerable<double> samples) => Math.Round(samples.Order().ElementAt(samples.Count() / 2), 4);
}
