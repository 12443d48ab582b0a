using System.Diagnostics;
using CompressionPipeline.Models.T5;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>Greedy decoding on torch, one row, a pinned number of tokens.</summary>
internal static class DecodingSpeed
{
    public static object Measure(Arguments arguments)
    {
        var threads = arguments.Number("threads", 2);
        var tokens = arguments.Number("tokens", 32);
        set_num_threads(threads);
        using var model = T5Model.Initialize(T5Config.Shape(arguments.Text("shape", "docs-mini")), seed: 1);
        var source = RandomPairs.Make(1, arguments.Number("source-length", 64), 1, model.Config.VocabSize)[0].Source;
        var milliseconds = new List<double>();
        // The first runs are the compiler's: a method is compiled well only after some calls.
        for (var run = 0; run < 40; run++)
        {
            var watch = Stopwatch.StartNew();
            Generation.Greedy(model, [source], tokens, minNewTokens: tokens);
            milliseconds.Add(watch.Elapsed.TotalMilliseconds / tokens);
        }
        return new { decode_ms_per_token = Math.Round(milliseconds.TakeLast(11).Order().ElementAt(5), 3), threads };
    }
}
