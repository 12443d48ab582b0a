using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Gate;

public sealed class GateStageTests : IDisposable
{
    private static readonly Budget Loose = new("rouge2", BudgetRule.MaxDrop, 30);

    private readonly GateRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public void Should_Judge_What_Other_Stages_Wrote()
    {
        // When
        var gate = run.Run(Loose, new Budget("latency", BudgetRule.MinSpeedup, 1.5) { BatchSize = 1 });

        // Then
        var result = GateResult.Read(gate.File("result.json"));
        var variant = Assert.Single(result.Variants);
        Assert.True(result.Verdict == Verdict.Pass, result.Reason);
        Assert.Equal(
            (2, 2, 2, 1),
            (result.Baseline.EncoderLayers, result.Baseline.DecoderLayers, variant.EncoderLayers, variant.DecoderLayers));
        Assert.Equal(T5Config.Shape("tiny").ParameterCount, result.Baseline.Parameters);
        Assert.Equal([0], variant.Kept!.Decoder);
        Assert.Equal(2, variant.Speed[0].Speedup!.Value.Value, 9);
        Assert.Equal(300, result.Baseline.Bytes);
        Assert.Equal(1, variant.Parity!.Agreement);
        Assert.Equal(run.Examples.Select(example => example.Id), result.Ids);
    }

    [Fact]
    public void Should_Show_The_Examples_That_Differ_Most_With_Their_Texts()
    {
        // When
        var gate = run.Run(new GateOptions { Examples = 2 });

        // Then
        var worst = run.Examples[run.Examples.Count / 2];
        var pairs = GateResult.Read(gate.File("result.json")).Variants[0].Examples;
        Assert.Equal([worst.Id, run.Examples[0].Id], pairs.Select(pair => pair.Id));
        Assert.Equal(
            (worst.Document, worst.Target, "Long text.", "Short text."),
            (pairs[0].Document, pairs[0].Reference, pairs[0].Baseline, pairs[0].Variant));
        Assert.Equal(-20, pairs[0].VariantScore - pairs[0].BaselineScore);
    }

    [Fact]
    public void Should_Show_No_Text_Where_None_Is_Wanted()
    {
        // When
        var gate = run.Run(new GateOptions { Examples = 0 });

        // Then
        Assert.Empty(GateResult.Read(gate.File("result.json")).Variants[0].Examples);
    }

    [Fact]
    public void Should_Call_A_Broken_Budget_A_Result_And_Not_An_Error()
    {
        // When
        var gate = run.Run(new Budget("rouge2", BudgetRule.MaxDrop, 5) { Location = new("models.yaml", 3, 4) });

        // Then
        Assert.Equal(Verdict.Fail, GateResult.Read(gate.File("result.json")).Verdict);
        Assert.Contains("models.yaml(3,4)", File.ReadAllText(gate.File("report.md")));
    }

    [Fact]
    public void Should_Not_Compare_Scores_Of_Different_Splits_And_Print_Both()
    {
        // Given
        run.Split = "b";

        // When
        var gate = run.Run(Loose);

        // Then
        var result = GateResult.Read(gate.File("result.json"));
        Assert.Equal(Verdict.Invalid, result.Verdict);
        Assert.Contains("small was scored with another split than baseline: 'b' and 'a'", result.Variants[0].Errors);
    }

    [Fact]
    public void Should_Tell_What_The_Stages_Behind_It_Took()
    {
        // When
        var gate = run.Run(Loose);

        // Then
        Assert.Equal(
            [
                new("data", 1.5), new("baseline/export", 3), new("baseline/evaluate", 7), new("small/export", 3),
                new("small/evaluate", 7), new("small/benchmark", 2)],
            GateResult.Read(gate.File("result.json")).Stages);
    }

    [Fact]
    public void Should_Tell_What_A_Search_Found_And_Which_Network_A_Variant_Picked()
    {
        // Given
        var whole = T5Config.Shape("tiny").KeepAll();
        run.Search = new(
            "layer", "sandwich", "random",
            [new("loss", "nats", Direction.LowerIsBetter), new("parameters", "parameters", Direction.LowerIsBetter)], [2, 100],
            [
                new([1, 1], [2, 100], 0.5) { Mask = whole.ToNode(), HyperVolume = 1 },
                new([0, 0], null, 1) { HyperVolume = 1 },
                new([1, 0], [2.5, 60], 1.5) { Mask = GateRun.Mask.ToNode(), HyperVolume = 1.5 },
                new([0, 1], [3, 70], 2) { HyperVolume = 1.5 },
            ]) { LogSize = 0.6, TrainingSeconds = 12 };

        // When
        var gate = run.Run(Loose);

        // Then: without masks
        var search = GateResult.Read(gate.File("result.json")).Search!;
        Assert.Equal(
            ("layer", "sandwich", "random", 0.6, 12),
            (search.Space, search.Strategy, search.Searcher, search.LogSize, search.TrainingSeconds));
        Assert.Equal([true, false, true, false], search.Evaluations.Select(evaluation => evaluation.IsOnFront));
        Assert.Equal([[], [], ["small"], []], search.Evaluations.Select(evaluation => evaluation.Variants));
        Assert.Equal(30, search.FineTuningSeconds);
        Assert.Null(search.Evaluations[1].Values);
        Assert.Equal([3, 70], search.Evaluations[3].Values);
        Assert.DoesNotContain("\"mask\"", File.ReadAllText(gate.File("result.json")));
    }

    [Fact]
    public void Should_Tell_The_Package_That_The_Weights_Are_From()
    {
        // Given
        run.Origin = new()
        {
            Package = "Example.Weights", Version = "1.2.3", Resource = "model.onnx", Sha256 = "abc", PackageLicense = "MIT",
            Model = "example/bert", ModelLicense = "Apache-2.0",
        };

        // When
        var gate = run.Run(Loose);

        // Then
        Assert.Equal(run.Origin, GateResult.Read(gate.File("result.json")).Origin);
        Assert.Contains("Example.Weights 1.2.3", File.ReadAllText(gate.File("cards/small/README.md")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData(
        """{"models":[],"cells":[{"model":"baseline","runtime":"r","batch-size":1,"phase":"total","samples":"""
            + """[1e999]}],"environment":null}""")]
    public void Should_Say_Which_File_Is_Unusable(string text)
    {
        // Given
        run.LatencyText = text;

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => run.Run(Loose));

        // Then
        Assert.Contains("latency.json", error.Message);
    }

    [Theory]
    [InlineData("""{"id": null, "text": "a", "reference": "b", "tokens": 1}""")]
    [InlineData("""{"id": "a", "text": 1, "reference": "b", "tokens": 1}""")]
    [InlineData("""{"id": "a"}""")]
    public void Should_Name_File_And_Line_Of_A_Text_That_Is_None(string line)
    {
        // Given
        run.Predictions = [
            .. """{"id": "x", "text": "a", "reference": "b", "tokens": 1}"""u8, (byte)'\n', .. Encoding.UTF8.GetBytes(line)];

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => run.Run(new GateOptions { Examples = 2 }));

        // Then
        Assert.Contains("predictions.jsonl(2,", error.Message);
        MalformedJson.AssertPlain(error.Message);
    }

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Refuse_Texts_That_Are_Not_Strict_Json(string name)
    {
        // Given: a line of what has none
        run.Predictions = [.. MalformedJson.Bytes(name).Where(letter => letter is not ((byte)'\n' or (byte)'\r')), (byte)'\n'];

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => run.Run(new GateOptions { Examples = 2 }));

        // Then
        Assert.Contains("predictions.jsonl(1,", error.Message);
        MalformedJson.AssertPlain(error.Message);
    }

    [Fact]
    public void Should_Compare_With_An_Earlier_Result_And_Not_Say_Where_It_Lies()
    {
        // Given: the variant is the reference itself
        var earlier = run.Run(Loose).File("result.json");
        var options = new GateOptions
        {
            Budgets = [
                new("rouge2", BudgetRule.MaxDrop, 0) { Against = "release" },
                new("latency", BudgetRule.MinSpeedup, 1) { Against = "release" }],
            References = [new("release", earlier, Digest.OfFile(earlier).Hex)],
        };

        // When
        var gate = run.Run(options);

        // Then
        var result = GateResult.Read(gate.File("result.json"));
        Assert.True(result.Verdict == Verdict.Pass, result.Reason);
        Assert.Equal("result.json", result.Rules.References[0].Path);
    }
}
