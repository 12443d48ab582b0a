using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using TestKit;

namespace CompressionPipeline.Models.Tests;

/// <summary>A batch in parts, one after the other or on several threads, is the same batch.</summary>
public sealed class TrainerBatchTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        BatchSize = 8, LearningRate = 0.01, WarmUpSteps = 2, Schedule = LearningRateSchedule.Linear, Threads = 1,
    };

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_Give_The_Gradient_Of_The_Whole_Batch_However_It_Is_Split()
    {
        // Given
        using var whole = TinyT5.Model();
        using var split = TinyT5.Model();

        // When
        Train(whole, folder.Folder("1"), Options with { MaxSteps = 2 });
        Train(split, folder.Folder("2"), Options with { MaxSteps = 2, AccumulationSteps = 3 });

        // Then
        using var scope = TorchSharp.torch.NewDisposeScope();
        Assert.All(
            whole.parameters().Zip(split.parameters()),
            pair => Assert.True(pair.First.allclose(pair.Second, rtol: 0, atol: 2e-4)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(11)]
    public void Should_Give_The_Gradient_Of_The_Whole_Batch_On_However_Many_Threads(int threads)
    {
        // Given
        using var one = TinyT5.Model();
        using var several = TinyT5.Model();
        using var again = TinyT5.Model();

        // When
        Train(one, folder.Folder("1"), Options with { MaxSteps = 2 });
        Train(several, folder.Folder("2"), Options with { MaxSteps = 2, Threads = threads });
        Train(again, folder.Folder("3"), Options with { MaxSteps = 2, Threads = threads });

        // Then
        using var scope = TorchSharp.torch.NewDisposeScope();
        Assert.All(
            one.parameters().Zip(several.parameters()),
            pair => Assert.True(pair.First.allclose(pair.Second, rtol: 0, atol: 2e-4)));
        Assert.Equal(TinyT5.Weights(several), TinyT5.Weights(again));
    }

    public void Dispose() => folder.Dispose();

    private static void Train(T5Model model, string folder, TrainingOptions options) => new Trainer(new CrossEntropy()).Run(
        model, TinyT5.Pairs(40), TinyT5.Pairs(6, seed: 2), options, seed: 7, folder, SilentProgress.Instance,
        new FixedTimeProvider(), CancellationToken.None);
}
