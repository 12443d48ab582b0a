using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Stages.Search;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tests.Search;

[Collection(nameof(Alone))]
public sealed class SearchStageTests : IDisposable
{
    private static readonly SearchOptions Short = new()
    {
        MaxSteps = 12,
        Epochs = 100,
        BatchSize = 8,
        LearningRate = 1e-3,
        Temperature = 2,
        Evaluations = 12,
        ValidationLimit = 8,
        ValidateEvery = 0,
        CheckpointEvery = 3,
        Device = DeviceChoice.Cpu,
        Threads = 2,
    };

    private readonly TinyRun run = new();

    [Theory]
    [InlineData(SpaceKind.Small, SuperNetworkStrategy.OneShot)]
    [InlineData(SpaceKind.Medium, SuperNetworkStrategy.Sandwich)]
    [InlineData(SpaceKind.Layer, SuperNetworkStrategy.RandomLinear)]
    [InlineData(SpaceKind.Large, SuperNetworkStrategy.InPlace)]
    public void Should_Find_A_Front_Of_Sub_Networks(SpaceKind space, SuperNetworkStrategy strategy)
    {
        // Given
        var model = run.Checkpoint();

        // When
        var search = run.Search(Short with { Space = space, Strategy = strategy }, model);

        // Then
        var result = TinyRun.Found(search);
        Assert.Equal(12, result.Networks.Count);
        Assert.Equal(T5Config.Read(model.Folder).ParameterCount, result.Whole[1]);
        Assert.All(result.Front, network => Assert.DoesNotContain(result.Networks, other => other.Values is { } values
            && values[0] < network.Values![0] && values[1] < network.Values[1]));
        Assert.True(result.Front.Count() > 1);
        Assert.Equal(result.Networks.Select(network => network.HyperVolume).Order(), result.Networks.Select(n => n.HyperVolume));
        Assert.NotEqual(Digest.OfFile(model.File("model.safetensors")), Digest.OfFile(search.File("model.safetensors")));
    }

    [Theory]
    [InlineData("loss")]
    [InlineData("rouge2")]
    public void Should_Refuse_Data_That_Cannot_Tell_How_Good_A_Network_Is_Before_It_Trains(string objective)
    {
        // Given
        run.KeepOnly(Split.Train);

        // When
        var error = Assert.Throws<PipelineException>(() =>
            run.Search(Short with { Objectives = [objective, "parameters"] }, run.Checkpoint()));

        // Then
        Assert.Contains("validation split is empty", error.Message);
        Assert.Empty(run.Progress.Steps);
    }

    [Fact]
    public void Should_Hand_Prune_What_It_Found()
    {
        // Given
        var search = run.Search(Short, run.Checkpoint());
        var result = TinyRun.Found(search);
        var smallest = result.Front.MinBy(network => network.Values![1])!;

        // When
        var pruned = run.Run(
            "prune", new PruneOptions { Method = PruneMethod.Search, Pick = new() { Best = "parameters" } }, ("search", search));

        // Then
        Assert.Equal(smallest.Values![1], T5Config.Read(pruned.Folder).ParameterCount);
        Assert.Equal("search", StageFiles.Read<Pruning>(pruned.File(Pruning.FileName)).Method);
    }

    [Theory]
    [InlineData("parameters", "loss", 0.0)]
    [InlineData("rouge2", "loss", 1.0)]
    public void Should_Say_Why_Nothing_Can_Be_Picked(string best, string limited, double limit)
    {
        // Given
        var search = run.Search(Short, run.Checkpoint());
        var pick = new PickOptions { Best = best, Limits = new Dictionary<string, double> { [limited] = limit } };

        // When
        var error = Assert.Throws<PipelineException>(() =>
            run.Run("prune", new PruneOptions { Method = PruneMethod.Search, Pick = pick }, ("search", search)));

        // Then
        Assert.Contains(SearchResult.FileName, error.Message);
        Assert.Contains("parameters", error.Message);
    }

    [Theory]
    [InlineData("training", 7, "")]
    [InlineData("searching", 5, "")]
    [InlineData("searching", 5, "search-state.json")]
    [InlineData("searching", 5, "model.safetensors")]
    public void Should_Find_The_Same_Where_It_Was_Killed_And_Resumed(string activity, int done, string damaged)
    {
        // Given
        var model = run.Checkpoint();
        var whole = run.Search(Short, model);

        // When
        var output = run.SearchKilledAndResumed(Short, model, activity, done, damaged);

        // Then
        if (damaged.Length > 0)
            Assert.Contains(run.Progress.Warnings, warning => warning.Contains("is damaged", StringComparison.Ordinal));
        Assert.Equal(Digest.OfFile(whole.File("model.safetensors")), Digest.OfFile(output.File("model.safetensors")));
        var (one, other) = (TinyRun.Found(whole), TinyRun.Found(output));
        Assert.Equal(one.Networks.Select(network => network.Values), other.Networks.Select(network => network.Values));
        Assert.Equal(one.Networks.Select(network => network.Point), other.Networks.Select(network => network.Point));
    }

    [Fact]
    public void Should_Search_For_Quality_And_Latency_Side_By_Side()
    {
        // When
        var search = run.Search(
            Short with { Objectives = ["rouge2", "latency", "bytes"], Evaluations = 6, Parallel = 2, OutputLength = 4 },
            run.Checkpoint());

        // Then
        var result = TinyRun.Found(search);
        Assert.Equal([Direction.HigherIsBetter, Direction.LowerIsBetter, Direction.LowerIsBetter],
            result.Objectives.Select(objective => objective.Direction));
        Assert.Equal(6, result.Networks.Count(network => network.Values is [>= 0 and <= 100, _, > 0]));
        // The whole network, and others of the front from end to end.
        Assert.InRange(result.LatencyChecks.Count, 2, 5);
        Assert.All(result.LatencyChecks, check => Assert.True(check is { Timed: > 0, Estimated: > 0 }));
        Assert.Contains(run.Progress.Warnings.Concat(run.Progress.Infos), said => said.Contains("table of latencies"));
    }

    [Fact]
    public void Should_Draw_Random_Networks_Of_All_Sizes_Where_Asked_To()
    {
        // Given
        var options = Short with { Searcher = SearcherKind.Random, Evaluations = 60, MaxSteps = 1 };
        var model = run.Checkpoint();
        double Middle(NetworkSampling sampling) => TinyRun.Found(run.Search(options with { Sampling = sampling }, model))
            .Networks.Select(network => network.Values?[1] ?? 0).Order().ElementAt(30);

        // Then: the space's own draws are mostly small
        Assert.True(Middle(NetworkSampling.Stratified) > Middle(NetworkSampling.Uniform));
    }

    [Fact]
    public void Should_Refuse_A_Metric_Of_Another_Task_Before_It_Trains()
    {
        // When
        var error = Assert.Throws<PipelineException>(() =>
            run.Search(Short with { Objectives = ["accuracy", "parameters"] }, run.Checkpoint()));

        // Then
        Assert.Contains("accuracy", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Progress.Infos, info => info.Contains("trains a super-network", StringComparison.Ordinal));
    }

    public void Dispose() => run.Dispose();
}
