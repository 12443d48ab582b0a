using System.Globalization;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Evaluate;
using CompressionPipeline.Stages.Gate;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Stages.Results;
using CompressionPipeline.T5;

namespace CompressionPipeline.Stages.Tests.Gate;

public sealed class GateStageTests : IDisposable
{
    private readonly TinyRun run = new();

    [Fact]
    public void Should_Judge_What_Other_Stages_Wrote()
    {
        // When
        var gate = Run(new Budget("rouge2", BudgetRule.MaxDrop, 15), new Budget("latency", BudgetRule.MinSpeedup, 1.5) { BatchSize = 1 });

        // Then
        var result = GateResult.Read(gate.File("result.json"));
        var variant = Assert.Single(result.Variants);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Equal((2, 2, 2, 1), (result.Base.EncoderLayers, result.Base.DecoderLayers, variant.EncoderLayers, variant.DecoderLayers));
        Assert.Equal(T5Config.Shape("tiny").ParameterCount, result.Base.Parameters);
        Assert.Equal([0], variant.Kept!.Decoder);
        Assert.Equal(10, variant.Rouge["rouge2"].Drop);
        Assert.Equal(2, variant.Latency[0].Speedup);
        Assert.Equal(300, result.Base.Bytes);
    }

    [Fact]
    public void Should_Give_The_Drop_An_Interval_From_Pairs_Of_Examples()
    {
        // When
        var gate = Run();

        // Then: every example lost 10 points, so that no choice of examples changes the mean
        var drop = GateResult.Read(gate.File("result.json")).Variants[0].Rouge["rouge2"];
        Assert.Equal((10, 10), (drop.DropLower!.Value, drop.DropUpper!.Value));
    }

    [Fact]
    public void Should_Call_A_Broken_Budget_A_Result_And_Not_An_Error()
    {
        // When
        var gate = Run(new Budget("rouge2", BudgetRule.MaxDrop, 9) { Location = new("models.yaml", 3, 4) });

        // Then
        var result = GateResult.Read(gate.File("result.json"));
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.Contains(
            "models.yaml(3,4): tiny/small: rouge2 max-drop 9: lost 10.00 points (30.00 → 20.00), 1.00 points over the limit",
            File.ReadAllText(gate.File("report.md")));
    }

    [Fact]
    public void Should_Not_Compare_Scores_Of_Different_Splits()
    {
        // When
        var gate = Run(otherSplit: true, new Budget("rouge2", BudgetRule.MaxDrop, 50));

        // Then
        Assert.Equal(Verdict.Invalid, GateResult.Read(gate.File("result.json")).Verdict);
    }

    [Fact]
    public void Should_Tell_What_The_Stages_Behind_It_Took()
    {
        // When
        var gate = Run();

        // Then
        Assert.Equal(
            [new("data", 1.5), new("base/export", 3), new("base/evaluate", 7), new("small/export", 3), new("small/evaluate", 7)],
            GateResult.Read(gate.File("result.json")).Stages);
    }

    [Fact]
    public void Should_Say_Which_File_Is_Unusable()
    {
        // Given
        var benchmark = run.Artifact("benchmark");
        File.WriteAllText(benchmark.File("latency.json"), "{");

        // When
        var fault = Assert.Throws<PipelineException>(() => run.Run("gate", new GateOptions(), ("benchmark", benchmark)));

        // Then
        Assert.StartsWith(benchmark.File("latency.json"), fault.Message);
    }

    public void Dispose() => run.Dispose();

    private Artifact Run(params Budget[] budgets) => Run(otherSplit: false, budgets);

    private Artifact Run(bool otherSplit, params Budget[] budgets)
    {
        Record(run.Data, 1.5);
        var (baseExport, smallExport) = (Export(T5Config.Shape("tiny"), 300), Export(T5Config.Shape("tiny") with { NumDecoderLayers = 1 }, 200));
        StageFiles.Write(smallExport.File("pruning.json"), new Pruning(new(2, [0, 1]), new(2, [0]), new SizeChange(2, 1), new SizeChange(2, 1)));
        return run.Run(
            "gate",
            new GateOptions { Model = "tiny", Budgets = budgets },
            ("base.evaluate", Evaluate([30, 20, 40], "a", baseExport)),
            ("small.evaluate", Evaluate([20, 10, 30], otherSplit ? "b" : "a", smallExport)),
            ("base.export", baseExport),
            ("small.export", smallExport),
            ("benchmark", Benchmark()));
    }

    private Artifact Export(T5Config shape, int bytes)
    {
        var export = run.Artifact("export");
        shape.Write(export.Folder);
        File.WriteAllBytes(export.File("decoder_model.onnx"), new byte[bytes]);
        return Record(export, 3, run.Data);
    }

    private Artifact Evaluate(double[] samples, string split, Artifact export)
    {
        var evaluate = run.Artifact("evaluate");
        StageFiles.Write(evaluate.File("scores.json"), new Scores(
            "data", split, "rouge; greedy", ["x", "y", "z"], [new("rouge2", "points", Direction.HigherIsBetter, samples.Average()) { Samples = samples }]));
        return Record(evaluate, 7, run.Data, export);
    }

    private Artifact Benchmark()
    {
        var benchmark = run.Artifact("benchmark");
        var table = LatencyTable.Of(["base", "small"], 1, [Times(10), Times(5)], seed: 1);
        StageFiles.Write(benchmark.File("latency.json"), new Latencies([new("base", 300, 0), new("small", 200, 0)], table.Cells, table.Speedups)
        {
            Environment = new("processor", 2, 2, "cpu", "os", new Dictionary<string, string>()),
        });
        return benchmark;
    }

    private static GenerationTimes[] Times(double milliseconds) => [.. Enumerable.Repeat(new GenerationTimes(milliseconds, 1, 1, 1), 3)];

    private static Artifact Record(Artifact artifact, double seconds, params Artifact[] inputs)
    {
        File.WriteAllText(artifact.File("run.json"), new JsonObject
        {
            ["duration-seconds"] = seconds,
            ["inputs"] = new JsonObject(inputs.Select((input, index) => KeyValuePair.Create($"role{index}", (JsonNode?)input.Key.ToString()))),
        }.ToJsonString());
        return artifact;
    }
}
