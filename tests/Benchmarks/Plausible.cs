using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks;

/// <summary>Measurements in which nothing is amiss, so that only what is asked for decides.</summary>
internal static class Plausible
{
    private static readonly string[] Measures = ["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum"];

    public static Latencies Times(int outputLength, IEnumerable<LatencyCell> cells) => new(
        [new(Roles.Baseline, "onnxruntime", 2_000_000, null), new(Latencies.Variant, "onnxruntime", 1_000_000, null)], [.. cells])
    {
        Data = "data",
        OutputLength = outputLength,
        SourceLength = 64,
        WarmUps = 10,
        Environment = new("a processor", Environment.ProcessorCount, 1, "cpu", "a system", new Dictionary<string, string>()),
    };

    /// <summary>A result with one variant per benchmark.</summary>
    public static GateResult Result(GateOptions rules, params IReadOnlyList<Latencies> benchmarks) =>
        Result(rules, 20, benchmarks);

    public static GateResult Result(GateOptions rules, int examples, IReadOnlyList<Latencies> benchmarks)
    {
        var ids = Enumerable.Range(0, examples).Select(i => $"example-{i}").ToList();
        return new(rules.Model, Verdict.Invalid, Model(Roles.Baseline, 1000, ids, 0), [.. benchmarks.Select((benchmark, i) =>
            Model($"variant-{i}", 500, ids, i + 1) with { Benchmark = benchmark })])
        {
            Ids = ids,
            Rules = rules,
        };
    }

    private static ModelResult Model(string name, double parameters, List<string> ids, int seed)
    {
        var random = new Random(seed);
        return new(name)
        {
            EncoderLayers = 4,
            DecoderLayers = 4,
            Parameters = parameters - seed,
            Bytes = 4 * (parameters - seed),
            ScoredOn = new("data", "split", "signature", ids.Count, Digest.OfText(string.Join('\n', ids)).Hex),
            GeneratedLength = 20,
            EmptyTexts = 0,
            Scores = Measures.ToDictionary(measure => measure, _ =>
            {
                var samples = ids.Select((_, i) => Math.Clamp(20 + 15 * Math.Sin(i) + random.NextDouble(), 0, 100)).ToArray();
                return new ScoreResult(samples.Average()) { Precision = 20, Recall = 20, Samples = samples };
            }),
        };
    }
}
