using System.Diagnostics;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.T5;

namespace Benchmarks;

/// <summary>
/// Decoding by every way there is, in turns within one run: Optimum's graphs, the fused graph with the head in it and with a
/// screened head, the same weights in 8 bits, and, greedily, a naive loop over the graphs and a peer's program on the same
/// weights. Compared are medians of the ratios within a round.
/// </summary>
internal static class DecodeCells
{
    private const int WarmUps = 20;

    public static object Measure(Arguments arguments)
    {
        var (threads, tokens) = (arguments.Number("threads", 2), arguments.Number("tokens", 32));
        var (length, batch) = (arguments.Number("source-length", 64), arguments.Number("batch", 1));
        var decoding = new DecodeSettings { MaxNewTokens = tokens, MinNewTokens = tokens, Beams = arguments.Number("beams", 1) };
        using var export = arguments.Text("model", "") is { Length: > 0 } model ? new DecodeExport(model) : new(Shape(arguments));
        var vocabulary = export.Config.VocabSize;
        var settings = new SessionSettings { Device = Device.Cpu, Threads = threads };
        var whole = export.Write(screened: false);
        using var plain = Seq2SeqSession.Open(whole, settings with { Path = DecoderPath.Plain });
        using var fused = Seq2SeqSession.Open(whole, settings);
        using var screened = Seq2SeqSession.Open(export.Write(screened: true), settings);
        var quantized = export.Write(precision: Precision.Int8);
        using var int8 = Seq2SeqSession.Open(quantized, settings);
        using var naive = new NaiveLoop(whole, threads);
        using var plainInt8 = Seq2SeqSession.Open(quantized, settings with { Path = DecoderPath.Plain });
        var ways = new List<(string Name, Func<int[][], Outcome> Run)>
        {
            ("plain", sources => Ours(plain, sources, decoding)),
            ("fused", sources => Ours(fused, sources, decoding)),
            ("screened", sources => Ours(screened, sources, decoding)),
            ("int8", sources => Ours(int8, sources, decoding)),
            ("int8-plain", sources => Ours(plainInt8, sources, decoding)),
        };
        if (decoding.Beams == 1)
            ways.Add(("naive loop", sources => Timed(() => naive.Generate(sources, tokens))));
        var peers = arguments.Text("peer", "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(program => (Name: program, Peer: new DecodePeer(program, export.Checkpoint, threads))).ToList();
        foreach (var (name, peer) in peers)
        {
            ways.Add(($"peer {name}", sources =>
            {
                var (ids, milliseconds) = peer.Generate(sources, tokens);
                return new(ids, milliseconds);
            }));
        }
        var pairs = RandomPairs.Make(batch * 16, length, 1, vocabulary).Select(pair => pair.Source).Chunk(batch).ToList();
        var outcome = Rounds(ways, pairs, arguments.Real("seconds", 20), tokens, screened, threads, export.IsScreened);
        peers.ForEach(one => one.Peer.Dispose());
        return outcome;
    }

    private static object Rounds(
        List<(string Name, Func<int[][], Outcome> Run)> ways, List<int[][]> batches, double seconds,
        int tokens, Seq2SeqSession screened, int threads, bool shipsScreened)
    {
        var outcomes = ways.Select(_ => new List<Outcome>()).ToList();
        var (clock, rounds) = (new Stopwatch(), 0);
        for (; rounds < WarmUps || clock.Elapsed.TotalSeconds < seconds; rounds++)
        {
            if (rounds == WarmUps)
            {
                clock.Start();
                outcomes.ForEach(list => list.Clear());
            }
            for (var turn = 0; turn < ways.Count; turn++)
            {
                var way = (turn + rounds) % ways.Count;
                outcomes[way].Add(ways[way].Run(batches[rounds % batches.Count]));
            }
        }
        return new
        {
            threads,
            rounds = outcomes[0].Count,
            shipped = shipsScreened ? "screened" : "fused",
            rescored_rows_per_state = screened.RescoredRows,
            ways = ways.Zip(outcomes).Select(way => new
            {
                name = way.First.Name,
                ms_per_token = Median(way.Second.Select(outcome => outcome.Milliseconds / tokens))[1],
                processor_ms_per_token = Median(way.Second.Select(outcome => outcome.ProcessorMilliseconds / tokens ?? 0))[1],
                equal_share = way.Second.Zip(outcomes[0]).Average(pair => Equal(pair.First, pair.Second) ? 1.0 : 0),
                times_faster_than_plain = Ratio(outcomes[0], way.Second, outcome => outcome.Milliseconds),
                times_less_processor_time = Ratio(outcomes[0], way.Second, outcome => outcome.ProcessorMilliseconds ?? 0),
            }).ToList(),
        };
    }

    private static double[] Ratio(List<Outcome> plain, List<Outcome> own, Func<Outcome, double> time) =>
        Median(plain.Zip(own, (one, other) => time(one) / time(other)));

    private static bool Equal(Outcome one, Outcome other) =>
        one.Ids.Zip(other.Ids).All(pair => pair.First.SequenceEqual(pair.Second));

    private static Outcome Timed(Func<int[][]> generate)
    {
        var (before, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var ids = generate();
        return new(ids, clock.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    private static Outcome Ours(Seq2SeqSession session, int[][] sources, DecodeSettings decoding)
    {
        var before = Environment.CpuUsage.TotalTime;
        var made = session.Generate(sources, decoding);
        return new(made.Ids, made.Timing.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    /// <summary>Processor time is of all threads; a neighbour on the machine costs less of it than of the clock's.</summary>
    private sealed record Outcome(int[][] Ids, double Milliseconds, double? ProcessorMilliseconds = null);

    private static T5Config Shape(Arguments arguments)
    {
        var config = arguments.Text("shape", "docs-mini") is "nano"
            ? T5Config.Shape("docs-mini") with { NumLayers = 6, NumDecoderLayers = 6 }
            : T5Config.Shape(arguments.Text("shape", "docs-mini"));
        return config with { NumDecoderLayers = arguments.Number("decoder-layers", config.NumDecoderLayers) };
    }

    /// <summary>The median between the ends of its interval at 95 %, by order statistics.</summary>
    public static double[] Median(IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToList();
        var reach = (int)Math.Ceiling(0.98 * Math.Sqrt(sorted.Count));
        double[] ends = [.. new[] { -reach, 0, reach }.Select(shift =>
            Math.Round(sorted[Math.Clamp((sorted.Count / 2) + shift, 0, sorted.Count - 1)], 4))];
        return Array.TrueForAll(ends, double.IsFinite) ? ends : [0, 0, 0];
    }
}
