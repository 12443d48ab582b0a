using System.Globalization;
using System.Runtime.InteropServices;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

/// <summary>Counts the live tensors of the whole process.</summary>
public class LeakTests
{
    private static readonly int[][] Source = [[5, 6, 7, 8, 1], [9, 1]];

    [Fact]
    public void Should_Leave_No_Tensor_Behind_A_Forward_And_A_Backward()
    {
        // Given
        using var model = TinyT5.Model(config: TinyT5.Gated with { DropoutRate = 0.1 });
        model.train();
        var before = LiveTensors();

        // When
        using (NewDisposeScope())
            model.Logits(Ids.Rows(Source), Ids.Mask(Source), Ids.Rows([[0, 7], [0, 8]])).sum().backward();
        model.zero_grad(set_to_none: true);

        // Then
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Should_Leave_No_Tensor_Behind_A_Forward_Of_Layers_That_Differ_Under_Masks()
    {
        // Given
        var config = TinyT5.Gated with { KeptHeads = T5Config.HeadsThatDiffer([[0, 1], [1], []], [], 2), CrossHeads = [2, 0, 1] };
        using var model = TinyT5.Model(config: config);
        var before = LiveTensors();

        // When
        using (NewDisposeScope())
        {
            var masks = MaskTensors.From(RandomMask.Of(config.KeepAll(), new Random(2)));
            model.Logits(Ids.Rows(Source), Ids.Mask(Source), Ids.Rows([[0, 7], [0, 8]]), masks).sum().backward();
            var memory = model.Encode(Ids.Rows(Source), Ids.Mask(Source), masks);
            using var cache = model.StartDecoding(memory, Ids.Mask(Source), masks);
            model.DecodeStep(Ids.Rows([[0], [0]]), cache);
            model.DecodeStep(Ids.Rows([[4], [5]]), cache);
        }
        model.zero_grad(set_to_none: true);

        // Then
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Should_Leave_No_Tensor_Behind_Generation()
    {
        // Given
        using var model = TinyT5.Model();
        var before = LiveTensors();

        // When
        Generation.Greedy(model, Source, maxNewTokens: 4);

        // Then
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Should_Leave_No_Tensor_Behind_Training_With_Checkpoints()
    {
        // Given
        using var folder = new TemporaryFolder();
        using var model = TinyT5.Model();
        var options = new TrainingOptions
        {
            BatchSize = 4, CheckpointEvery = 2, ValidateEvery = 3, AccumulationSteps = 2, Threads = 2,
        };
        var before = LiveTensors();

        // When
        new Trainer(new CrossEntropy()).Run(
            model, TinyT5.Pairs(13), TinyT5.Pairs(3), options, 1, folder.Path, SilentProgress.Instance, TimeProvider.System,
            default);

        // Then
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Should_Give_Back_The_Memory_Of_Models_That_Are_Disposed()
    {
        // Given: 17 MB a pair. Not counted in tensors: TorchSharp 0.107 miscounts the parameters of disposed modules.
        const int Models = 60;
        var config = TinyT5.Config with { VocabSize = 128_000 };
        MakeAndPrune(config);
        var before = ResidentMemory();

        // When
        for (var i = 0; i < Models; i++)
            MakeAndPrune(config);

        // Then
        Assert.InRange(ResidentMemory() - before, long.MinValue, Models * 17_000_000L / 4);
    }

    [Fact]
    public void Should_Not_Grow_While_Layers_Run_Again_In_The_Backward_Pass()
    {
        // Given: 0.7 MB a hidden state. Not counted in tensors: TorchSharp 0.107 counts each gradient that there is none of.
        using var folder = new TemporaryFolder();
        using var model = TinyT5.Model(config: TinyT5.Config with { DModel = 64, DropoutRate = 0.1 });
        var pairs = TinyT5.Pairs(16).Select(pair => pair with { Source = [.. Enumerable.Repeat(7, 180)] }).ToList();
        var options = new TrainingOptions
        {
            BatchSize = 16, Epochs = 120, ValidateEvery = 0, CheckpointEvery = 0, Threads = 1, ActivationCheckpointing = true,
        };
        var (progress, early) = (new RecordingProgress(), 0L);
        progress.OnStep = told => early = told.Done == 20 ? ResidentMemory() : early;

        // When
        new Trainer(new CrossEntropy()).Run(
            model, pairs, [], options, 1, folder.Path, progress, TimeProvider.System, default);

        // Then
        Assert.InRange(ResidentMemory() - early, long.MinValue, 100 * 700_000L / 2);
    }

    // In bytes; without the pages of files, which come and go with what else the machine does, and without what the allocator
    // keeps of what was given back: that alone is up to 30 MB more or less from step to step.
    private static long ResidentMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        _ = malloc_trim(0);
        var line = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return 1024 * long.Parse(line["RssAnon:".Length..^"kB".Length], CultureInfo.InvariantCulture);
    }

    [DllImport("libc")]
    private static extern int malloc_trim(nuint pad);

    private static void MakeAndPrune(T5Config config)
    {
        using var parent = TinyT5.Model(config: config);
        using var pruned = parent.Shrink(TinyT5.Layers(config, [0], [0, 2]));
        Assert.True(pruned.Config.ParameterCount < parent.Config.ParameterCount);
    }

    // What earlier tests left to the garbage collector would otherwise go in the middle of this one.
    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}
