using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace EndToEnd.Tests;

/// <summary>From text to verdict with every stage real; the tests read what one run left and go on from there.</summary>
public class WholePipelineTests(WholePipelineTests.FirstRun first) : IClassFixture<WholePipelineTests.FirstRun>
{
    [Fact]
    public void Should_Run_Every_Stage_Once()
    {
        // Then
        Assert.Equal(
            [
                "tiny/data", "tiny/baseline/fine-tune", "tiny/baseline/export", "tiny/baseline/evaluate", "tiny/shallow/prune",
                "tiny/shallow/re-fine-tune",
                "tiny/shallow/export", "tiny/shallow/evaluate", "tiny/shallow/benchmark", "tiny/gate",
            ],
            first.Summary.Stages.Select(stage => stage.Id));
        Assert.All(first.Summary.Stages, stage => Assert.Equal(OutcomeKind.Ran, stage.Kind));
    }

    [Fact]
    public void Should_End_In_A_Verdict_On_A_Smaller_Model()
    {
        // Then
        var result = GateResult.Read(Path.Combine(first.Pipeline.Results, "tiny", "result.json"));
        var variant = Assert.Single(result.Variants);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Equal((2, 1), (variant.EncoderLayers, variant.DecoderLayers));
        Assert.Equal([0], variant.Kept!.Decoder);
        Assert.True(variant.Parameters < result.Baseline.Parameters);
        Assert.True(variant.Bytes < result.Baseline.Bytes);
        Assert.Equal(2 * 4, variant.Speed.Count);
        Assert.All(variant.Speed, speed => Assert.True(speed.Speedup!.Value.Value > 0));
        Assert.Contains("rouge2", variant.Scores.Keys);
        Assert.Equal(first.Summary.Stages.Count - 1, result.Stages.Count);
    }

    [Fact]
    public void Should_Judge_The_Same_Again_From_The_File_Alone()
    {
        // Given
        var result = GateResult.Read(Path.Combine(first.Pipeline.Results, "tiny", "result.json"));

        // When
        var again = Judge.Apply(result, result.Rules, new Dictionary<string, ModelResult>());

        // Then
        Assert.Equal((result.Verdict, result.Reason), (again.Verdict, again.Reason));
        Assert.Equal(result.Variants[0].Budgets, again.Variants[0].Budgets);
        Assert.Equal(10, result.Variants[0].Examples.Count);
        Assert.All(result.Variants[0].Examples, pair => Assert.NotEmpty(pair.Reference));
    }

    [Fact]
    public void Should_Run_Nothing_Again_Where_Nothing_Changed()
    {
        // When
        var summary = first.Pipeline.Run(first.Pipeline.Plan());

        // Then
        Assert.Equal(0, summary.Ran);
    }

    [Fact]
    public void Should_Run_Only_The_Gate_After_A_Changed_Budget()
    {
        // When
        var summary = first.Pipeline.Run(first.Pipeline.Plan(maxDrop: 50));

        // Then
        Assert.Equal(["tiny/gate"], summary.Stages.Where(stage => stage.Kind == OutcomeKind.Ran).Select(stage => stage.Id));
    }

    [Fact]
    public void Should_Say_Which_Budget_Broke_And_Where_It_Is_Written()
    {
        // When
        var summary = first.Pipeline.Run(first.Pipeline.Plan(maxParameters: 160_000));

        // Then
        var result = GateResult.Read(summary.Verdicts["tiny"].File("result.json"));
        var broken = Assert.Single(result.Variants[0].Budgets, budget => budget.Verdict != Verdict.Pass);
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.EndsWith("models.yaml", broken.Budget.Location!.File);
        Assert.Contains("parameters over the limit", BudgetWords.Message(broken, "tiny/shallow"));
    }

    [Fact]
    public void Should_Resume_A_Fine_Tuning_That_Was_Stopped_And_End_With_The_Same_Weights()
    {
        // Given
        using var stop = new CancellationTokenSource();
        var plan = first.Pipeline.Plan();
        Assert.Throws<OperationCanceledException>(() => first.Pipeline.Run(plan, "other", new StopInTraining(stop), stop.Token));

        // When
        var resumed = first.Pipeline.Run(plan, "other");

        // Then
        const string fineTune = "tiny/baseline/fine-tune";
        Assert.Equal(OutcomeKind.UpToDate, resumed.Stages.Single(stage => stage.Id == "tiny/data").Kind);
        Assert.Contains("\"resumed-from\": 7", File.ReadAllText(resumed.Artifacts[fineTune].File("training.json")));
        Assert.Equal(
            Digest.OfFile(first.Summary.Artifacts[fineTune].File("model.safetensors")),
            Digest.OfFile(resumed.Artifacts[fineTune].File("model.safetensors")));
    }

    private sealed class StopInTraining(CancellationTokenSource stop) : IProgressSink
    {
        public void Info(string message) { }

        public void Warn(string message) { }

        public void Step(StageProgress progress)
        {
            if (progress is { Activity: "training", Done: 7 })
                stop.Cancel();
        }
    }

    public sealed class FirstRun : IDisposable
    {
        public FirstRun() => Summary = Pipeline.Run(Pipeline.Plan());

        public TinyPipeline Pipeline { get; } = new();

        public RunSummary Summary { get; }

        public void Dispose() => Pipeline.Dispose();
    }
}
