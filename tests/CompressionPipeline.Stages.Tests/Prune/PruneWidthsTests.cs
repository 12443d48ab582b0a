using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tests.Prune;

public sealed class PruneWidthsTests : IDisposable
{
    private static readonly PruneOptions Gated = new()
    {
        Method = PruneMethod.Nash,
        DecoderLayers = 1,
        Sparsity = 0.3,
        MaskLearningRate = 0.2,
        MaxSteps = 40,
        BatchSize = 8,
        Epochs = 100,
        LearningRate = 1e-3,
        ValidateEvery = 0,
        CheckpointEvery = 5,
        Device = DeviceChoice.Cpu,
        Threads = 1,
    };

    private readonly TinyRun run = new();

    private Artifact Prune(PruneOptions options, Artifact? model = null) => run.Run(
        "prune", options, ("data", run.Data), ("model", model ?? run.Checkpoint()), ("baseline.checkpoint", run.Checkpoint()));

    private static ModelMask Mask(Artifact pruned) => ModelMask.Read(pruned.File("mask.json"));

    [Theory]
    [InlineData(PruneMethod.Magnitude)]
    [InlineData(PruneMethod.Taylor)]
    [InlineData(PruneMethod.Combined)]
    public void Should_Remove_The_Share_Of_Heads_And_Units(PruneMethod method)
    {
        // Given
        var options = new PruneOptions
        {
            Method = method, Heads = new(0.25), FeedForward = new(0.5), Calibration = 16, BatchSize = 8,
        };

        // When
        var mask = Mask(Prune(options));

        // Then: of 2 layers of 4 heads and 64 units
        foreach (var stack in new[] { mask.Encoder, mask.Decoder! })
        {
            Assert.Equal(6, stack.Layers.Sum(layer => layer.Heads.Count));
            Assert.Equal(64, stack.Layers.Sum(layer => layer.Units.Count));
        }
        Assert.Equal(6, mask.Decoder!.Layers.Sum(layer => layer.CrossHeads!.Count));
    }

    [Theory]
    [InlineData(PruneMethod.Taylor)]
    [InlineData(PruneMethod.Fisher)]
    [InlineData(PruneMethod.Vocabulary)]
    public void Should_Refuse_To_Choose_By_Texts_That_Are_Not_There(PruneMethod method)
    {
        // Given
        run.KeepOnly(Split.Test);
        var options = method switch
        {
            PruneMethod.Taylor => new PruneOptions { Method = method, Heads = new(0.25) },
            PruneMethod.Fisher => new() { Method = method, Sparsity = 0.3 },
            _ => new() { Method = method },
        };

        // When
        var error = Assert.Throws<PipelineException>(() => Prune(options));

        // Then
        Assert.Contains("train split", error.Message);
    }

    [Fact]
    public void Should_Remove_Layers_And_Widths_In_One_Step()
    {
        // When
        var pruned = Prune(new()
        {
            Method = PruneMethod.Combined, Importance = ImportanceMeasure.Magnitude, Stacks = PrunedStacks.Encoder,
            DecoderLayers = 1, Heads = new(0.5), FeedForward = new(0.3), RoundTo = 16,
        });

        // Then: 0.7 x 128 units are 90, rounded up in each layer
        using var model = T5Checkpoint.Load(pruned.Folder);
        Assert.Equal((2, 1), (model.Config.NumLayers, model.Config.NumDecoderLayers));
        Assert.All(model.Config.Encoder, layer => Assert.Equal(0, layer.Units % 16));
        Assert.Equal(64, model.Config.Decoder[0].Units);
        var pruning = StageFiles.Read<Pruning>(pruned.File("pruning.json"));
        Assert.Equal("combined", pruning.Method);
        Assert.True(pruning.ParametersOfFreeWidths < pruning.Parameters.After);
    }

    [Fact]
    public void Should_Refuse_To_Make_Layers_Alike_That_Differ_Already()
    {
        // Given: an encoder of unlike layers, for two cannot have 91 units alike, under a decoder of like ones
        var narrow = new PruneOptions
        {
            Method = PruneMethod.Magnitude, Stacks = PrunedStacks.Encoder, Heads = new(0), FeedForward = new(0.29),
        };
        var uneven = Prune(narrow);
        Assert.NotEqual(1, T5Config.Read(uneven.Folder).Encoder.Select(layer => layer.Units).Distinct().Count());

        // Then
        Assert.Contains("uniform", Assert.Throws<PipelineException>(() => Prune(narrow with { Uniform = true }, uneven)).Message);
        var decoder = Prune(narrow with { Uniform = true, Stacks = PrunedStacks.Decoder }, uneven);
        Assert.Single(T5Config.Read(decoder.Folder).Decoder.Select(layer => layer.Units).Distinct());
    }

    [Theory]
    [InlineData(PruneMethod.Nash)]
    [InlineData(PruneMethod.Cofi)]
    [InlineData(PruneMethod.Auto)]
    public void Should_Shrink_By_Trained_Gates(PruneMethod method)
    {
        // Given
        var parent = run.Checkpoint();
        var options = Gated with { Method = method, DecoderLayers = method == PruneMethod.Cofi ? null : Gated.DecoderLayers };

        // When
        var pruned = Prune(options with { Teacher = Teacher.Baseline }, parent);

        // Then
        using var model = T5Checkpoint.Load(pruned.Folder);
        var pruning = StageFiles.Read<Pruning>(pruned.File("pruning.json"));
        Assert.Equal(model.Config.ParameterCount, pruning.Parameters.After);
        Assert.True(pruning.Parameters.After < T5Config.Read(parent.Folder).ParameterCount);
        Assert.Equal(40, pruning.MaskTraining!.Steps);
        Assert.Equal(0.3, pruning.MaskTraining.Points[^1].Target, 6);
        Assert.Equal(T5Config.Shape("tiny").NumLayers, Mask(pruned).Encoder.Layers.Count);
    }

    [Fact]
    public void Should_Round_Hidden_Dimensions_As_Units()
    {
        // When
        var pruned = Prune(Gated with { Method = PruneMethod.Cofi, DecoderLayers = null, Sparsity = 0.5, RoundTo = 8 });

        // Then
        var config = T5Config.Read(pruned.Folder);
        Assert.Equal(0, config.DModel % 8);
        Assert.All(config.Encoder, layer => Assert.Equal(0, layer.Units % 8));
    }

    [Fact]
    public void Should_Write_The_Same_Files_Where_It_Was_Killed_And_Resumed()
    {
        // Given
        var parent = run.Checkpoint();
        var whole = Prune(Gated, parent);
        var output = run.Artifact("prune");
        using var stop = new CancellationTokenSource();
        var context = run.Context(Gated, output, ("data", run.Data), ("model", parent));
        run.Progress.OnStep = step =>
        {
            if (step is { Activity: "training", Done: 17 })
                stop.Cancel();
        };

        // When
        Assert.ThrowsAny<OperationCanceledException>(() =>
            StageCatalog.All()["prune"].Run(context with { Cancellation = stop.Token }));
        run.Progress.OnStep = null;
        StageCatalog.All()["prune"].Run(context);

        // Then
        foreach (var file in new[] { "model.safetensors", "mask.json", "config.json" })
            Assert.Equal(Digest.OfFile(whole.File(file)), Digest.OfFile(output.File(file)));
    }

    [Fact]
    public void Should_Refuse_What_Would_Leave_Nothing_Of_A_Stack()
    {
        // Given
        var options = new PruneOptions
        {
            Method = PruneMethod.Magnitude, Heads = new(1), FeedForward = new(1), Stacks = PrunedStacks.Encoder,
        };

        // Then
        Assert.Throws<PipelineException>(() => Prune(options));
    }

    [Fact]
    public void Should_Refuse_A_Sparsity_That_Cannot_Be_Reached_Before_Training()
    {
        // When
        Assert.Throws<PipelineException>(() => Prune(Gated with { MaxSteps = 2, MaskLearningRate = 0.001 }));

        // Then
        Assert.DoesNotContain(run.Progress.Steps, step => step.Activity == "training");
    }

    [Fact]
    public void Should_Refuse_A_Teacher_Where_There_Is_No_Baseline()
    {
        Assert.Throws<PipelineException>(() => run.Run(
            "prune", Gated with { Teacher = Teacher.Baseline }, ("data", run.Data), ("model", run.Checkpoint())));
    }

    [Fact]
    public void Should_Warn_Where_The_Model_Was_Pruned_Before()
    {
        // Given
        var once = Prune(new() { Method = PruneMethod.Magnitude, Heads = new(0.25) });

        // When
        var twice = Prune(new() { Method = PruneMethod.Magnitude, FeedForward = new(0.25) }, once);

        // Then
        Assert.NotEmpty(run.Progress.Warnings);
        using var model = T5Checkpoint.Load(twice.Folder);
        Assert.Equal(6, model.Config.Encoder.Sum(layer => layer.Heads.Count));
    }

    [Fact]
    public void Should_Ask_For_Data_And_Baseline_Only_Where_It_Uses_Them()
    {
        // Given
        var stage = StageCatalog.All()["prune"];
        IReadOnlyList<string> Inputs(PruneOptions options) => stage.InputsFor(OptionsJson.Write(options));

        // Then
        Assert.Equal(["model"], Inputs(new() { DecoderLayers = 1 }));
        Assert.Equal(["data", "model"], Inputs(new() { Method = PruneMethod.Taylor, Heads = new(0.3) }));
        Assert.Equal(["data", "model", "baseline.checkpoint"], Inputs(Gated with { Teacher = Teacher.Baseline }));
    }

    public void Dispose() => run.Dispose();
}
