using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;

namespace Benchmarks;

/// <summary>Greedy decoding on ONNX Runtime, one row, a pinned number of tokens; with a reference script, that on the same weights just before.</summary>
internal static class OnnxDecodingSpeed
{
    private const int WarmUps = 20, Runs = 40;

    public static object Measure(Arguments arguments)
    {
        var (threads, tokens, script) = (arguments.Number("threads", 2), arguments.Number("tokens", 32), arguments.Text("reference", ""));
        var checkpoint = Directory.CreateTempSubdirectory("compression-pipeline-benchmark-").FullName;
        try
        {
            var config = T5Config.Shape(arguments.Text("shape", "docs-mini"));
            using (var model = T5Model.Initialize(config, seed: 1))
                T5Checkpoint.Save(model, checkpoint);
            double? reference = script.Length > 0 ? Reference.DecodeMillisecondsPerToken(script, checkpoint, threads) : null;
            var export = Directory.CreateDirectory(Path.Combine(checkpoint, "onnx")).FullName;
            T5Graphs.Export(checkpoint, export);

            using var session = Seq2SeqSession.Open(export, new() { Device = Device.Cpu, Threads = threads, ProfilePrefix = arguments.Text("profile", "") is { Length: > 0 } prefix ? prefix : null });
            var source = RandomPairs.Make(1, arguments.Number("source-length", 64), 1, config.VocabSize)[0].Source;
            var settings = new DecodeSettings { MaxNewTokens = tokens, MinNewTokens = tokens };
            var runs = Enumerable.Range(0, WarmUps + Runs).Select(_ => session.Generate([source], settings).Timing).Skip(WarmUps).ToList();
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
        finally
        {
            Directory.Delete(checkpoint, recursive: true);
        }
    }

    private static double Median(IEnumerable<double> samples) => Math.Round(samples.Order().ElementAt(samples.Count() / 2), 4);
}
