using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Reports;

/// <summary>Measured models with seeded samples: the smaller, the faster and the worse.</summary>
internal static class SampleModels
{
    private const int Rounds = 120;

    private static readonly int[] BatchSizes = [1, 8];
    private static readonly int[] Loads = [.. Enumerable.Repeat(Rounds / 12, 12)];
    private static readonly string[] Models = [Roles.Baseline, Latencies.Variant];

    private static readonly Dictionary<string, double> Scores =
        new() { ["rouge1"] = 41.5, ["rouge2"] = 25, ["rouge3"] = 16, ["rougeL"] = 38.2, ["rougeLsum"] = 38.4 };

    private static readonly ScoreBasis Basis = new(
        new string('d', 64), new string('a', 64),
        "rouge|compression-pipeline-1|tokens:ascii-alphanumeric|stemmer:porter-nltk|sentences:lines-or-rules-1; greedy, at most "
            + "32 tokens",
        2000, new string('e', 64));

    private static readonly (Phase Phase, double Milliseconds)[] Phases = [
        (Phase.Total, 12), (Phase.Encoder, 2.2), (Phase.FirstToken, 0.9), (Phase.Token, 0.46)];

    public static IReadOnlyList<string> Ids { get; } = [.. Enumerable.Range(0, 40).Select(i => $"{i:x16}")];

    public static ModelResult Baseline { get; } = new("baseline")
    {
        ModelType = "t5",
        EncoderLayers = 6,
        DecoderLayers = 6,
        Parameters = 3_000_000,
        Bytes = 20_000_000,
        ScoredOn = Basis,
        Scores = Scores.ToDictionary(
            score => score.Key,
            score => new ScoreResult(
                score.Value) { Interval = new Interval(score.Value, score.Value - 0.9, score.Value, score.Value + 0.9) }),
        GeneratedLength = 9.25,
        EmptyTexts = 0,
        Parity = Parity(0),
        Frontier = new(true, true),
    };

    public static ModelResult Variant(int index, string name)
    {
        var random = new Random(1000 + index);
        var shrunk = 0.1 + (index % 12 * 0.05) + (random.NextDouble() * 0.06);
        var speedup = 1 / (1 - shrunk) * (0.92 + (random.NextDouble() * 0.16));
        var lost = shrunk * shrunk * 9 * (0.6 + (random.NextDouble() * 0.8));
        var times = Times(random, speedup, index);
        return new ModelResult(name)
        {
            ModelType = "t5",
            EncoderLayers = 6 - (index % 12 / 4),
            DecoderLayers = 4 - (index % 4),
            Kept = new([.. Enumerable.Range(0, 6 - (index % 12 / 4))], [.. Enumerable.Range(0, 4 - (index % 4))]),
            Parameters = Math.Round(3_000_000 * (1 - shrunk)),
            Bytes = Math.Round(20_000_000 * (1 - shrunk)),
            ScoredOn = Basis,
            Scores = Scores.ToDictionary(
                score => score.Key, score => Rouge(score.Value, lost * (0.7 + (random.NextDouble() * 0.6)))),
            GeneratedLength = 9.5,
            EmptyTexts = 0,
            Parity = Parity(index),
            Benchmark = times,
            Speed = Speeds(times),
            Examples = [.. Enumerable.Range(0, 10).Select(Example)],
        };
    }

    /// <summary>The same models, each with its place on the frontier.</summary>
    public static IReadOnlyList<ModelResult> Placed(IReadOnlyList<ModelResult> models) =>
    [
        .. models.Select(model => model with
        {
            Frontier = new(
                !models.Any(
                    other => Quality(other) > Quality(model)
                        && other.Speed[0].Speedup!.Value.Value > model.Speed[0].Speedup!.Value.Value),
                !models.Any(other => Quality(other) > Quality(model) && other.Parameters < model.Parameters)),
        }),
    ];

    private static double Quality(ModelResult model) => model.Scores["rouge2"].Value!.Value;

    private static ScoreResult Rouge(double unpruned, double lost) => new(unpruned - lost)
    {
        Precision = unpruned - lost + 2,
        Recall = unpruned - lost - 2,
        Interval = new Interval(unpruned - lost, unpruned - lost - 0.9, unpruned - lost, unpruned - lost + 0.9),
        Change = new Interval(-lost, -lost - 0.6, -lost, -lost + 0.6),
        ChangePercent = new Interval(
            -lost / unpruned * 100, (-lost - 0.6) / unpruned * 100, -lost / unpruned * 100, (-lost + 0.6) / unpruned * 100),
    };

    private static Latencies Times(Random random, double speedup, int index) => new(
        [
            new(Roles.Baseline, "onnxruntime", 20_000_000, 96_000_000),
            new(Latencies.Variant, "onnxruntime", 14_000_000, 71_000_000)],
        [
            .. from batchSize in BatchSizes
               from phase in Phases
               from model in Models
               let middle = phase.Milliseconds * (batchSize == 8 ? 3.4 : 1) / (
                   model == Latencies.Variant && phase.Phase != Phase.Encoder ? speedup : 1)
               select new LatencyCell(
                   model, "onnxruntime", batchSize, phase.Phase,
                   [.. Enumerable.Range(0, Rounds).Select(_ => middle * (1 + Spread(random)))]) { Loads = Loads },
        ])
    {
        SourceLength = 48,
        OutputLength = 20,
        WarmUps = 10,
        Environment = SampleMachine.Environment,
        Noise = index % 12 == 5 ? ["other processes took 31 % of the processor", "the load was 3.4 when it began"] : [],
    };

    // A bell with a few stragglers, as times are.
    private static double Spread(Random random) =>
        (Enumerable.Range(0, 4).Sum(_ => random.NextDouble() - 0.5) * 0.03) + (
            random.NextDouble() > 0.97 ? random.NextDouble() * 0.5 : 0);

    private static IReadOnlyList<SpeedResult> Speeds(Latencies latencies) =>
    [
        .. from cell in latencies.Cells
           where cell.Model == Latencies.Variant
           let unpruned = LatencySummary.Of(latencies.Find(Roles.Baseline, cell.Runtime, cell.BatchSize, cell.Phase)!.Samples)
           let candidate = LatencySummary.Of(cell.Samples)
           let ratio = unpruned.P50 / candidate.P50
           select new SpeedResult(cell.Runtime, cell.BatchSize, cell.Phase)
           {
               Baseline = unpruned,
               Variant = candidate,
               Speedup = new Interval(ratio, ratio * 0.96, ratio, ratio * 1.04, 0.99),
               BaselineThroughput = cell.Phase == Phase.Total ? 20_000 * cell.BatchSize / unpruned.P50 : null,
               Throughput = cell.Phase == Phase.Total ? 20_000 * cell.BatchSize / candidate.P50 : null,
           },
    ];

    private static ParityResult Parity(int index) => new()
    {
        Documents = 32,
        Logits = 3_500_000,
        MaxDifference = 2.1e-5,
        MeanDifference = 1.3e-6,
        Agreement = index % 5 == 4 ? 0.96875 : 1,
        Divergences = index % 5 == 4 ? [new("000000000000002a", 7, 17, 31)] : [],
        Scores = new Dictionary<string, RuntimeScores> { ["rouge2"] = new(24.4, 24.41) },
    };

    private static ExamplePair Example(int index) => new(
        $"{index * 7:x16}",
        "method Clear of List. Removes all elements from the list. Count is set to zero, and references to other objects from "
            + "elements of the collection are also released. Capacity remains unchanged.",
        "Removes all elements from the list.",
        $"Removes all elements from the list and sets its count to zero{(index % 2 == 0 ? "." : ", then returns.")}",
        index % 3 == 0
            ? "Clears the list of elements and its count."
            : "Removes the element from the collection and resets count to zero.",
        88.2 - index, 12.5 + index);
}
