using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

/// <summary>
/// What we lean on in TorchSharp, and what we avoid: where one of these fails with a newer package, look again.
/// </summary>
public sealed class TorchSharpTests
{
    private static readonly T5Config Shallow = TinyT5.Config with { NumLayers = 1, NumDecoderLayers = 1 };

    [Theory]
    [InlineData(2_000, false)]
    [InlineData(500, true)]
    public void Should_Train_The_Same_Weights_On_Two_Threads_Whatever_The_Garbage_Collector_Does(int steps, bool recomputes)
    {
        // Given
        using var folder = new TemporaryFolder();
        using var calm = TinyT5.Model(config: Shallow);
        using var disturbed = TinyT5.Model(config: Shallow);
        using var done = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                // The youngest objects alone: a scalar is one of them while libtorch reads it.
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
                Thread.Sleep(2);
            }
        });

        // When
        Train(calm, folder.Folder("calm"), steps, recomputes);
        collector.Start();
        Train(disturbed, folder.Folder("disturbed"), steps, recomputes);
        done.Cancel();
        collector.Join();

        // Then
        Assert.Equal(TinyT5.Weights(calm), TinyT5.Weights(disturbed));
    }

    [Fact]
    public void Should_Still_Hand_The_Arguments_Of_Baddbmm_On_In_The_Wrong_Order()
    {
        // Given
        using var scope = NewDisposeScope();
        var (input, left, right) = (rand(2, 3, 3), rand(2, 3, 3), rand(2, 3, 3));

        // Then
        Assert.False(baddbmm(input, left, right).allclose(bmm(left, right).Plus(input)));
    }

    [Fact]
    public void Should_Dispose_What_Was_Made_In_A_Scope_And_Keep_What_Moved_Out_Of_It()
    {
        // Given
        using var outer = NewDisposeScope();
        Tensor dropped, moved, detached;

        // When
        using (NewDisposeScope())
        {
            dropped = ones(2);
            moved = ones(2).MoveToOuterDisposeScope();
            detached = ones(2).DetachFromDisposeScope();
        }

        // Then
        Assert.True(dropped.IsInvalid);
        Assert.True(outer.Contains(moved));
        Assert.False(detached.IsInvalid);
        Assert.False(outer.Contains(detached));
        detached.Dispose();
    }

    private static void Train(T5Model model, string folder, int steps, bool recomputes)
    {
        var options = new TrainingOptions
        {
            BatchSize = 2, Epochs = 10_000, MaxSteps = steps, ValidateEvery = 0, CheckpointEvery = 0, Threads = 2,
            ActivationCheckpointing = recomputes,
        };
        new Trainer(new CrossEntropy()).Run(
            model, TinyT5.Pairs(8), [], options, 1, folder, SilentProgress.Instance, TimeProvider.System, default);
    }
}
