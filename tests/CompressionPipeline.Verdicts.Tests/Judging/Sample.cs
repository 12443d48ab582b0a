using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

/// <summary>
/// A measured run with round numbers and real samples: 200 examples, 20 rounds. The shallow decoder loses 1.00 ± 0.31 points of
/// ROUGE-2 and is 2.00 (batch 1) and 1.60 times (batch 8) as fast.
/// </summary>
internal static class Sample
{
    public const int Examples = 200;
    public const int Rounds = 20;

    /// <summary>In ordinal order, as <c>evaluate</c> writes them.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Enumerable.Range(0, Examples).Select(index => $"{index:x16}")];

    public static ScoreBasis Basis { get; } = new(
        new string('d', 64), new string('a', 64), "rouge|stemmer; greedy, at most 20 tokens", Examples,
        Digest.OfText(string.Join('\n', Ids)).Hex);

    public static ModelResult Baseline { get; } = new("baseline")
    {
        ModelType = "t5",
        EncoderLayers = 6,
        DecoderLayers = 6,
        Parameters = 3_000_000,
        Bytes = 20_000_000,
        ScoredOn = Basis,
        Scores = new Dictionary<string, ScoreResult>
        {
            ["rouge1"] = Rouge(41.5), ["rouge2"] = Rouge(25), ["rouge3"] = Rouge(18), ["rougeL"] = Rouge(40),
            ["rougeLsum"] = Rouge(40),
        },
        GeneratedLength = 9.25,
        EmptyTexts = 0,
        Parity = new()
        {
            Documents = 20, Logits = 4_000_000, MaxDifference = 2e-5, MeanDifference = 1e-6, Agreement = 1, Divergences = [],
        },
    };

    /// <summary>Decoder of 2 layers: every sample budget holds.</summary>
    public static ModelResult Shallow { get; } = Variant(
        "shallow-decoder", 6, 2, parameters: 2_100_000, lostRouge2: 1, speedups: [2, 1.6]) with
    {
        Kept = new([0, 1, 2, 3, 4, 5], [0, 5]),
        GeneratedLength = 9.5,
        Parity = new()
        {
            Documents = 20,
            Logits = 4_000_000,
            MaxDifference = 3e-5,
            MeanDifference = 2e-6,
            Agreement = 0.95,
            Divergences = [new("000000000000002a", 4, 17, 31)],
            Scores = new Dictionary<string, RuntimeScores>
            {
                ["rouge1"] = new(41.75, 41.7), ["rouge2"] = new(24, 24.02), ["rougeL"] = new(39.5, 39.5),
            },
        },
        Examples =
        [
            new(
                "000000000000002a", "method Clear of List. Removes all elements from the list.", "Removes all elements.",
                "Removes all elements.", "Clears.", 100, 0),
            new(
                "0000000000000011", "property Count of List. Gets the number of elements.", "Gets the number of elements.",
                "Gets <the> list.", "Gets the number of elements.", 0, 100),
            new(
                "0000000000000007", "method Add of List. Adds an object to the end.", "Adds an object.", "Adds an object.",
                "Adds an item.", 100, 33.33),
        ],
    };

    public static IReadOnlyList<Budget> Budgets { get; } =
    [
        new("rouge2", BudgetRule.MaxDrop, 3) { Location = new("models.yaml", 26, 17) },
        new("rouge2", BudgetRule.Min, 20) { Location = new("models.yaml", 26, 32) },
        new("latency", BudgetRule.MinSpeedup, 1.5) { BatchSize = 1, Location = new("models.yaml", 27, 18) },
        new("parameters", BudgetRule.Max, 2_500_000) { Location = new("models.yaml", 28, 21) },
    ];

    public static GateOptions Rules { get; } = new() { Model = "dotnet-docs", Budgets = Budgets };

    /// <summary>One variant, as the gate finds it: nothing is judged.</summary>
    public static GateResult Measured { get; } = new("dotnet-docs", Verdict.Invalid, Baseline, [Shallow])
    {
        Ids = Ids,
        Stages = [new("baseline/fine-tune", 241.5), new("shallow-decoder/re-fine-tune", 61.25)],
        Commands = ["./build.sh --model dotnet-docs"],
    };

    /// <summary>Five variants, as the gate finds them: two are beaten by others in both respects.</summary>
    public static GateResult Sweep { get; } = Measured with
    {
        Variants =
        [
            Shallow,
            Variant("shallow-encoder", 2, 6, parameters: 1_900_000, lostRouge2: 2, speedups: [1.1, 1.5]),
            Variant("four-four", 4, 4, parameters: 2_300_000, lostRouge2: 0.5, speedups: [1.4, 1.4]),
            Variant("one-decoder", 6, 1, parameters: 1_800_000, lostRouge2: 3, speedups: [2.8, 1.8]),
            Variant("smallest", 1, 1, parameters: 1_000_000, lostRouge2: 9, speedups: [3.5, 4]),
        ],
        Origin = new()
        {
            Package = "Example.Weights", Version = "1.2.3", Resource = "model.onnx", Sha256 = new string('c', 64),
            PackageLicense = "MIT", Model = "example/t5", ModelLicense = "Apache-2.0",
        },
        Search = new(
            "small", "one-shot", "local",
            [new("loss", "nats", Direction.LowerIsBetter), new("parameters", "parameters", Direction.LowerIsBetter)],
            [2.5, 3_000_000],
        [
            new(1.5, 3.25, IsOnFront: true) { Values = [2.5, 3_000_000] },
            new(2.5, 3.25, IsOnFront: false),
            new(3.5, 3.5, IsOnFront: true) { Values = [2.75, 2_100_000], Variants = ["shallow-decoder"] },
        ])
        {
            LogSize = 4.5,
            TrainingSeconds = 61.25,
            FineTuningSeconds = 241.5,
        },
    };

    /// <summary>A result judged by the sample's rules.</summary>
    public static GateResult Judged(GateResult? measured = null, GateOptions? rules = null) =>
        Judge.Apply(measured ?? Measured, rules ?? Rules, new Dictionary<string, ModelResult>());

    /// <summary>What becomes of one budget, of one variant.</summary>
    public static BudgetResult One(Budget budget, ModelResult? candidate = null) =>
        Judged(Measured with { Variants = [candidate ?? Shallow] }, new() { Budgets = [budget] }).Variants[0].Budgets[0];

    /// <summary>
    /// A variant whose scores lie below the unpruned model's by given points, and whose times by given factors.
    /// </summary>
    public static ModelResult Variant(
        string name, int encoder, int decoder, double parameters, double lostRouge2, double[] speedups) => new(name)
    {
        ModelType = "t5",
        EncoderLayers = encoder,
        DecoderLayers = decoder,
        Kept = new([.. Enumerable.Range(0, encoder)], [.. Enumerable.Range(0, decoder)]),
        Parameters = parameters,
        Bytes = 1_600_000 + (parameters * 6),
        ScoredOn = Basis,
        Scores = new Dictionary<string, ScoreResult>
        {
            ["rouge1"] = Rouge(41.5, 0.25 - ((lostRouge2 - 1) / 2)),
            ["rouge2"] = Rouge(25, -lostRouge2),
            ["rouge3"] = Rouge(18, -lostRouge2 / 2),
            ["rougeL"] = Rouge(40, -lostRouge2 / 2),
            ["rougeLsum"] = Rouge(40, -lostRouge2 / 2),
        },
        GeneratedLength = 9.25,
        EmptyTexts = 0,
        Benchmark = Timed((1, 12, 12 / speedups[0]), (8, 40, 40 / speedups[1])),
    };

    /// <summary>Scores of 200 examples with the mean of the unpruned model, and what was added to it.</summary>
    public static ScoreResult Rouge(double unpruned, double change = 0)
    {
        double[] samples = [
            .. Enumerable.Range(0, Examples).Select(
                index => unpruned + (5 * ((index % 5) - 2)) + (change == 0 ? 0 : change + (2 * ((index % 4) - 1.5))))];
        return new(samples.Average()) { Precision = samples.Average() + 1, Recall = samples.Average() - 1, Samples = samples };
    }

    /// <summary>20 rounds per batch size on a quiet machine: the phases are fixed shares of the whole.</summary>
    public static Latencies Timed(params (int BatchSize, double Baseline, double Variant)[] milliseconds) => new(
        [new("baseline", "onnxruntime", 20_000_000, 90_000_000), new("variant", "onnxruntime", 13_000_000, 60_000_000)],
        [
            .. from cell in milliseconds
               from model in new[] {
                   (Name: "baseline", Total: cell.Baseline, Shift: 0), (Name: "variant", Total: cell.Variant, Shift: 1) }
               from phase in new[] { (Phase.Total, 1), (Phase.Encoder, 0.2), (Phase.FirstToken, 0.1), (Phase.Token, 0.7 / 19) }
               let samples = Times(model.Total * phase.Item2, model.Shift)
               select new LatencyCell(
                   model.Name, "onnxruntime", cell.BatchSize, phase.Item1, samples) { Summary = LatencySummary.Of(samples) },
        ])
    {
        Data = Basis.Data,
        SourceLength = 48,
        OutputLength = 20,
        WarmUps = 10,
        Environment = new(
            "Example CPU", 2, 2, "cpu", "Example OS 1.0",
            new Dictionary<string, string> { ["dotnet"] = "10.0.0", ["onnxruntime"] = "1.29.0" })
        {
            Before = new() { LoadAverage = 0.1, Megahertz = 2500, Throttles = 0 },
            After = new() { LoadAverage = 1.9, Megahertz = 2500, Throttles = 0 },
            ForeignLoad = 0.01,
            StolenTime = 0,
        },
    };

    // What varies from turn to turn is symmetric, and what varies within a turn cancels: the speedup is the ratio of the middles.
    private static double[] Times(double middle, int shift) =>
    [
        .. from turn in Enumerable.Range(0, Rounds / 2)
           from way in new[] { 0.015, -0.015 }
           select middle * Math.Exp(way + (shift * (turn % 2 == 0 ? 0.01 : -0.01) * (1 + (turn / 2)))),
    ];
}
