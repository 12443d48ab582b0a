using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Stages.Search;

namespace CompressionPipeline.Stages.Tests.Search;

/// <summary>A search that trains each sub-network by itself.</summary>
[Collection(nameof(Alone))]
public sealed class TrialSearchTests : IDisposable
{
    private static readonly SearchOptions Short = new()
    {
        Strategy = SuperNetworkStrategy.FineTune,
        Searcher = SearcherKind.MoAsha,
        Epochs = 4,
        Limit = 24,
        BatchSize = 8,
        LearningRate = 1e-3,
        Evaluations = 8,
        ValidationLimit = 8,
        CheckpointEvery = 2,
        Device = DeviceChoice.Cpu,
        Threads = 2,
    };

    // The rungs, and the most.
    private static readonly int[] Ends = [1, 3, 4];

    private readonly TinyRun run = new();

    [Fact]
    public void Should_Train_Few_To_The_End_And_Stop_The_Others_At_A_Rung()
    {
        // When
        var result = TinyRun.Found(run.Search(Short, run.Checkpoint()));

        // Then: rungs are at epochs 1 and 3
        Assert.Equal(8, result.Networks.Select(network => string.Join(' ', network.Point)).Distinct().Count());
        Assert.True(result.Networks.Count < 8 * 4, $"{result.Networks.Count} epochs");
        Assert.All(result.Networks.GroupBy(network => string.Join(' ', network.Point)), trial =>
        {
            Assert.Equal(Enumerable.Range(1, trial.Count()), trial.Select(network => network.Epochs!.Value));
            Assert.Contains(trial.Count(), Ends);
        });
        Assert.All(result.Front, network => Assert.DoesNotContain(result.Networks, other => other.Values is { } values
            && values[0] < network.Values![0] && values[1] <= network.Values[1]));
        Assert.Equal(4, result.Networks.First(network => network.Values!.SequenceEqual(result.Whole)).Epochs);
        Assert.Equal(0, result.TrainingSeconds);
    }

    [Fact]
    public void Should_Hand_Prune_The_Weights_That_Each_Network_Was_Trained_To()
    {
        // Given
        var model = run.Checkpoint();
        var search = run.Search(Short, model);
        var smallest = TinyRun.Found(search).Front.MinBy(network => network.Values![1])!;

        // When
        var pruned = run.Run(
            "prune", new PruneOptions { Method = PruneMethod.Search, Pick = new() { Best = "parameters" } }, ("search", search));

        // Then
        Assert.Equal(smallest.Values![1], T5Config.Read(pruned.Folder).ParameterCount);
        Assert.Equal(
            Digest.OfFile(Path.Combine(search.File(smallest.Weights!), "model.safetensors")),
            Digest.OfFile(pruned.File("model.safetensors")));
        Assert.Equal(Digest.OfFile(model.File("model.safetensors")), Digest.OfFile(search.File("model.safetensors")));
        Assert.Equal(
            TinyRun.Found(search).Front.Select(network => Path.GetFileName(network.Weights)).Order(),
            Directory.GetDirectories(search.File("networks")).Select(folder => Path.GetFileName(folder)).Order());
    }

    [Theory]
    [InlineData("training", 8, "")]
    [InlineData("searching", 1, "")]
    [InlineData("searching", 3, "search-state.json")]
    [InlineData("searching", 3, "model.safetensors")]
    [InlineData("training", 9, "checkpoint.json")]
    public void Should_Find_The_Same_Where_It_Was_Killed_And_Resumed(string activity, int done, string damaged)
    {
        // Given
        var model = run.Checkpoint();
        var whole = run.Search(Short, model);

        // When
        var output = run.SearchKilledAndResumed(Short, model, activity, done, damaged);

        // Then
        if (damaged.Length > 0)
            Assert.NotEmpty(run.Progress.Warnings);
        var (one, other) = (TinyRun.Found(whole), TinyRun.Found(output));
        Assert.Equal(one.Networks.Select(network => network.Values), other.Networks.Select(network => network.Values));
        Assert.Equal(one.Networks.Select(network => network.Point), other.Networks.Select(network => network.Point));
        Assert.All(one.Front, network => Assert.Equal(
            Digest.OfFolder(whole.File(network.Weights!)), Digest.OfFolder(output.File(network.Weights!))));
    }

    [Fact]
    public void Should_Go_On_Where_A_Network_Gives_No_Number()
    {
        // Given: the least of this space is a decoder without heads, which the search tries second

        // When
        var result = TinyRun.Found(run.Search(Short with { Space = SpaceKind.Medium, Evaluations = 4 }, run.Checkpoint()));

        // Then
        var failed = Assert.Single(result.Networks, network => network.Values is null);
        Assert.Null(failed.Mask);
        Assert.Equal(4, result.Networks.Select(network => string.Join(' ', network.Point)).Distinct().Count());
        Assert.NotEmpty(run.Progress.Warnings);
    }

    [Fact]
    public void Should_Refuse_What_Makes_No_Sense_With_It()
    {
        Assert.Empty(Errors(Short));
        Assert.Contains("Searcher", Errors(Short with { Searcher = SearcherKind.Local }));
        Assert.Contains("Strategy", Errors(Short with { Strategy = SuperNetworkStrategy.OneShot }));
        Assert.Contains("Epochs", Errors(Short with { Epochs = 1.5 }));
        Assert.Contains("Epochs", Errors(Short with { GracePeriod = 5 }));
        Assert.Contains("MaxSteps", Errors(Short with { MaxSteps = 10 }));
        Assert.Contains("Parallel", Errors(Short with { Parallel = 2 }));
        Assert.Contains("GracePeriod", Errors(new() { GracePeriod = 2 }));
        Assert.Contains("ReductionFactor", Errors(new() { ReductionFactor = 2 }));

        static IEnumerable<string> Errors(SearchOptions options) =>
            options.Validate(new ValidationContext(options)).SelectMany(error => error.MemberNames);
    }

    public void Dispose() => run.Dispose();
}
