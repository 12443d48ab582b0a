using System.Diagnostics;
using CompressionPipeline.Inference;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;

namespace Benchmarks;

/// <summary>
/// What a program that ships a model waits for and keeps: loading, and memory over many calls of different lengths.
/// </summary>
internal static class SummarizerSpeed
{
    private const int Loads = 20;

    public static object Measure(Arguments arguments)
    {
        var folder = arguments.Text("export", "");
        using var export = folder.Length == 0 ? Random(arguments) : null;
        folder = export?.Graphs ?? folder;
        var options = new SummarizerOptions
        {
            Device = Device.Cpu, Threads = arguments.Number("threads", 0), MaxNewTokens = arguments.Number("tokens", 32),
        };
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        using var summarizer = Summarizer.Load(folder, options);
        var (first, processor) = (clock.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        return new
        {
            first_load_ms = Math.Round(first, 1),
            first_load_processor_ms = Math.Round(processor, 1),
            load_ms = Again(folder, options),
            memory = Memory(summarizer, arguments.Number("calls", 10_000)),
        };
    }

    private static DecodeExport Random(Arguments arguments)
    {
        var config = T5Config.Shape(arguments.Text("shape", "docs-mini"));
        var export = new DecodeExport(config);
        var tokenizer = arguments.Text("tokenizer", Path.Combine("pipelines", "assets", "dotnet-docs-4096.model"));
        HuggingFaceFiles.Write(export.Graphs, tokenizer, maxLength: 48, config.VocabSize);
        return export;
    }

    private static double Again(string folder, SummarizerOptions options)
    {
        var times = Enumerable.Range(0, Loads).Select(_ =>
        {
            var clock = Stopwatch.StartNew();
            using var summarizer = Summarizer.Load(folder, options);
            return clock.Elapsed.TotalMilliseconds;
        });
        return Math.Round(times.Order().ElementAt(Loads / 2), 1);
    }

    private static object Memory(Summarizer summarizer, int calls)
    {
        var words = Enumerable.Range(0, 64).Select(index => $"item{index} of the list").ToList();
        var warm = 0L;
        var clock = Stopwatch.StartNew();
        for (var call = 0; call < calls; call++)
        {
            summarizer.Summarize(string.Join(' ', words.Take(1 + (call * 7 % words.Count))));
            if (call == calls / 10)
                warm = Resident();
        }
        return new
        {
            calls, ms_per_call = Math.Round(clock.Elapsed.TotalMilliseconds / calls, 3), resident_mb_after_a_tenth = warm >> 20,
            resident_mb_after_all = Resident() >> 20,
        };
    }

    private static long Resident()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
