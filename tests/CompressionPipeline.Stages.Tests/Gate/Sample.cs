using CompressionPipeline.Core;
using CompressionPipeline.Stages.Gate;

namespace CompressionPipeline.Stages.Tests.Gate;

/// <summary>A measured run with round numbers.</summary>
internal static class Sample
{
    public static ScoreBasis Basis { get; } = new(new string('a', 64), "rouge|stemmer", 1960);

    public static ModelResult Base { get; } = new("base")
    {
        EncoderLayers = 6,
        DecoderLayers = 6,
        Parameters = 3_000_000,
        Bytes = 20_000_000,
        ScoredOn = Basis,
        Rouge = new Dictionary<string, RougeResult> { ["rouge1"] = new(41.5), ["rouge2"] = new(25), ["rougeL"] = new(40), ["rougeLsum"] = new(40) },
        GeneratedLength = 9.25,
        Latency = [new(1, 12, 13), new(8, 40, 44)],
    };

    public static ModelResult Candidate { get; } = new("shallow-decoder")
    {
        EncoderLayers = 6,
        DecoderLayers = 2,
        Kept = new([0, 1, 2, 3, 4, 5], [0, 5]),
        Parameters = 2_100_000,
        Bytes = 13_000_000,
        ScoredOn = Basis,
        Rouge = new Dictionary<string, RougeResult>
        {
            ["rouge1"] = new(41.75) { Drop = -0.25, DropLower = -0.75, DropUpper = 0.25 },
            ["rouge2"] = new(24) { Drop = 1, DropLower = 0.5, DropUpper = 1.5 },
            ["rougeL"] = new(39.5) { Drop = 0.5, DropLower = 0.1, DropUpper = 0.9 },
            ["rougeLsum"] = new(39.5) { Drop = 0.5, DropLower = 0.1, DropUpper = 0.9 },
        },
        GeneratedLength = 9.5,
        Latency =
        [
            new(1, 6, 7) { BaseMedian = 12, BaseP95 = 13, Speedup = 2, SpeedupLower = 1.9, SpeedupUpper = 2.1 },
            new(8, 25, 27) { BaseMedian = 40, BaseP95 = 44, Speedup = 1.6, SpeedupLower = 1.5, SpeedupUpper = 1.7 },
        ],
    };

    public static IReadOnlyList<Budget> Budgets { get; } =
    [
        new("rouge2", BudgetRule.MaxDrop, 3) { Location = new("models.yaml", 26, 17) },
        new("rouge2", BudgetRule.Min, 20) { Location = new("models.yaml", 26, 32) },
        new("latency", BudgetRule.MinSpeedup, 1.5) { BatchSize = 1, Location = new("models.yaml", 27, 18) },
        new("parameters", BudgetRule.Max, 2_500_000) { Location = new("models.yaml", 28, 21) },
    ];

    public static GateResult Measured { get; } = new("dotnet-docs", Verdict.Invalid, Base, [Candidate])
    {
        Data = new string('d', 64),
        Conditions = new Dictionary<string, string> { ["device"] = "cpu, 2 threads", ["scores"] = "rouge|stemmer; greedy", ["output length"] = "20 tokens, pinned" },
        Stages = [new("base/fine-tune", 241.5), new("shallow-decoder/re-fine-tune", 61.25)],
        Command = "./build.sh --model dotnet-docs",
    };
}
