using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace Benchmarks;

/// <summary>
/// Many texts of real lengths through one session, in turns within one run: one at a time, batches as the texts come, batches by
/// length. Compared are medians of the ratios within a round.
/// </summary>
internal static class BatchingSpeed
{
    // Ids of the test documents of dotnet-docs, of which 48 are read at most: the middles of ten equal parts, by length.
    private static readonly int[] Lengths = [20, 26, 32, 37, 44, 48, 48, 48, 48, 48];

    public static object Measure(Arguments arguments)
    {
        using var folder = new TemporaryFolder();
        var settings = new SessionSettings { Device = Device.Cpu, Threads = arguments.Number("threads", 2) };
        var decoding = new DecodeSettings
        {
            MaxNewTokens = arguments.Number("tokens", 48), Beams = arguments.Number("beams", 1),
        };
        var sources = arguments.Text("model", "") is { Length: > 0 } model
            ? Trained(model, arguments, folder.Folder("onnx"))
            : Random(arguments, folder.Folder("onnx"), settings, decoding);
        using var session = Seq2SeqSession.Open(folder.File("onnx"), settings);
        var (size, callers) = (arguments.Number("batch", 8), arguments.Number("callers", 1));
        var inOrder = Enumerable.Range(0, sources.Count);
        List<(string Name, List<int[]> Batches)> ways =
        [
            ("one at a time", [.. inOrder.Chunk(1)]),
            ("as they come", [.. inOrder.Chunk(size)]),
            ("by length", [.. TokenBatch.ByLength(sources.Select(ids => ids.Length), size)]),
        ];
        var passes = ways.ConvertAll(_ => new List<Pass>());
        // The first round warms up.
        for (var round = 0; round <= arguments.Number("rounds", 5); round++)
        {
            if (round == 1)
                passes.ForEach(list => list.Clear());
            for (var turn = 0; turn < ways.Count; turn++)
            {
                var way = (turn + round) % ways.Count;
                passes[way].Add(Run(session, sources, ways[way].Batches, decoding, callers));
            }
        }
        return new
        {
            texts = sources.Count,
            source_tokens = Math.Round(sources.Average(ids => ids.Length), 1),
            summary_tokens = Math.Round(passes[0][0].Ids.Average(ids => ids.Length), 1),
            digest = Digest.OfText(JsonSerializer.Serialize(passes[^1][0].Ids)).Short,
            ways = ways.Zip(passes).Select(way => new
            {
                name = way.First.Name,
                texts_per_s = DecodeCells.Median(way.Second.Select(pass => sources.Count / pass.Seconds))[1],
                processor_ms_per_text = DecodeCells.Median(
                    way.Second.Select(pass => 1000 * pass.ProcessorSeconds / sources.Count))[1],
                times_faster = Ratio(passes[0], way.Second, pass => pass.Seconds),
                times_less_processor_time = Ratio(passes[0], way.Second, pass => pass.ProcessorSeconds),
                equal_share = way.Second[0].Ids.Zip(passes[0][0].Ids).Average(
                    pair => pair.First.SequenceEqual(pair.Second) ? 1.0 : 0),
            }).ToList(),
        };
    }

    private static Pass Run(
        Seq2SeqSession session, List<int[]> sources, List<int[]> batches, DecodeSettings decoding, int callers)
    {
        var (ids, before, clock) = (new int[sources.Count][], Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        Parallel.ForEach(batches, new ParallelOptions { MaxDegreeOfParallelism = callers }, batch =>
        {
            foreach (
                var (index, text) in batch.Zip(session.Generate(Array.ConvertAll(batch, index => sources[index]), decoding).Ids))
                ids[index] = text;
        });
        return new(ids, clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static List<int[]> Trained(string model, Arguments arguments, string graphs)
    {
        T5Graphs.Export(model, graphs);
        var data = arguments.Text("data", "");
        var tokenizer = T5Tokenizer.Open(Path.Combine(data, T5Tokenizer.FileName));
        return [.. DataSetFolder.Open(data).Test().Take(arguments.Number("texts", int.MaxValue))
            .Select(example => tokenizer.Encode("summarize: " + example.Document, 48))];
    }

    /// <summary>
    /// Random weights do not end a text. So the end is the id whose first place is, on average, nearest to where summaries end.
    /// </summary>
    private static List<int[]> Random(Arguments arguments, string graphs, SessionSettings settings, DecodeSettings decoding)
    {
        var config = T5Config.Shape(arguments.Text("shape", "docs-mini")) with { TieWordEmbeddings = false };
        using (var export = new DecodeExport(config))
            T5Graphs.Export(export.Checkpoint, graphs);
        var random = new Random(1);
        List<int[]> sources = [
            .. Enumerable.Range(0, arguments.Number("texts", 1000)).Select(
                _ => Enumerable.Range(0, Lengths[random.Next(Lengths.Length)] - 1)
            .Select(_ => random.Next(3, config.VocabSize)).Append(1).ToArray())];
        var whole = decoding with { MinNewTokens = decoding.MaxNewTokens, Beams = 1 };
        using var session = Seq2SeqSession.Open(graphs, settings);
        var texts = sources.Chunk(8).SelectMany(batch => session.Generate(batch, whole).Ids).ToList();
        double Mean(int id) => texts.Average(text => Array.IndexOf(text, id) is >= 0 and var place ? place : text.Length);
        var end = texts.SelectMany(text => text).Distinct().MinBy(
            id => Math.Abs(Mean(id) - arguments.Real("summary-tokens", 16)));
        var path = Path.Combine(graphs, T5Config.FileName);
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json["eos_token_id"] = end;
        File.WriteAllText(path, json.ToJsonString());
        return sources;
    }

    private static double[] Ratio(List<Pass> one, List<Pass> other, Func<Pass, double> time) =>
        DecodeCells.Median(one.Zip(other, (a, b) => time(a) / time(b)));

    private sealed record Pass(int[][] Ids, double Seconds, double ProcessorSeconds);
}
