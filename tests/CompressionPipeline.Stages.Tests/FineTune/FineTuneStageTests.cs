using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.FineTune;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Stages.Search;

namespace CompressionPipeline.Stages.Tests.FineTune;

public sealed class FineTuneStageTests : IDisposable
{
    private static readonly FineTuneOptions Options = new()
    {
        Init = new() { Shape = "tiny", Seed = 7 },
        MaxSteps = 6,
        BatchSize = 8,
        LearningRate = 1e-2,
        ValidateEvery = 3,
        CheckpointEvery = 2,
        Device = DeviceChoice.Cpu,
        Threads = 1,
    };

    private readonly TinyRun run = new();

    [Fact]
    public void Should_Write_A_Whole_Hugging_Face_Folder()
    {
        // When
        var trained = run.Run("fine-tune", Options, ("data", run.Data));

        // Then
        string[] expected =
        [
            "config.json", "generation_config.json", "model.safetensors", "special_tokens_map.json", "spiece.model",
            "tokenizer.json",
            "tokenizer_config.json", "training.json",
        ];
        Assert.Equal(expected, Directory.GetFiles(trained.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Should_Learn()
    {
        // When
        var trained = run.Run("fine-tune", Options with { MaxSteps = 30 }, ("data", run.Data));

        // Then
        var training = StageFiles.Read<Training>(trained.File("training.json"));
        Assert.Equal(30, training.Steps);
        Assert.Equal(Enumerable.Range(1, 30).Select(step => (long)step), training.Losses.Select(point => point.Step));
        Assert.Equal([3, 6, 9, 12, 15, 18, 21, 24, 27, 30], training.Validations.Select(point => point.Step));
        Assert.True(
            training.Validations[^1].Loss < training.Validations[0].Loss - 0.5,
            $"The validation loss went from {training.Validations[0].Loss} to {training.Validations[^1].Loss}.");
        Assert.Equal(T5Config.Shape("tiny").ParameterCount, training.Parameters);
        Assert.Equal("random weights of shape tiny, seed 7", training.StartedFrom);
    }

    [Fact]
    public void Should_Say_Where_It_Stopped_And_Which_Weights_It_Kept()
    {
        // Given: a rate that changes no loss, on any processor
        var options = Options with
        {
            Init = new() { Shape = "tiny", Seed = 7 }, MaxSteps = 30, LearningRate = 1e-30, Keep = WeightsToKeep.Best,
            Patience = 2,
        };

        // When
        var trained = run.Run("fine-tune", options, ("data", run.Data));

        // Then
        var training = StageFiles.Read<Training>(trained.File("training.json"));
        var best = training.Validations.MinBy(look => look.Loss)!;
        Assert.Equal((30, best.Step), (training.PlannedSteps, training.KeptStep));
        Assert.Equal(best.Step + (2 * options.ValidateEvery), training.Steps);
        Assert.True(training.Steps < 30);
    }

    [Fact]
    public void Should_Leave_Keys_As_They_Were_Where_Nothing_New_Is_Asked_For()
    {
        // When
        var written = OptionsJson.Write(new FineTuneOptions());

        // Then
        Assert.DoesNotContain("keep", written);
        Assert.DoesNotContain("patience", written);
        Assert.DoesNotContain("activation-checkpointing", written);
        Assert.DoesNotContain("precision", written);
        Assert.DoesNotContain("tf32", written);
        Assert.Equal("best", OptionsJson.Write(new FineTuneOptions { Keep = WeightsToKeep.Best })["keep"]!.GetValue<string>());
    }

    public static TheoryData<IValidatableObject, string> Mistakes => new()
    {
        { new FineTuneOptions { Keep = WeightsToKeep.Best, ValidateEvery = 0 }, nameof(FineTuneOptions.ValidateEvery) },
        { new FineTuneOptions { Patience = 1, ValidateEvery = 0 }, nameof(FineTuneOptions.ValidateEvery) },
        { new FineTuneOptions { Precision = TrainingPrecision.Fp16 }, nameof(FineTuneOptions.Precision) },
        { new PruneOptions { Precision = TrainingPrecision.Fp16 }, nameof(FineTuneOptions.Precision) },
        { new SearchOptions { Precision = TrainingPrecision.Fp16 }, nameof(FineTuneOptions.Precision) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Should_Name_The_Option_That_Cannot_Be_Meant(IValidatableObject options, string option)
    {
        // When
        var found = options.Validate(new ValidationContext(options)).ToList();

        // Then
        Assert.Equal([option], Assert.Single(found).MemberNames);
    }

    [Fact]
    public void Should_Give_The_Same_Weights_Again()
    {
        // When
        var once = run.Run("fine-tune", Options, ("data", run.Data));
        var again = run.Run("fine-tune", Options, ("data", run.Data));

        // Then
        Assert.Equal(Digest.OfFile(once.File("model.safetensors")), Digest.OfFile(again.File("model.safetensors")));
    }

    [Fact]
    public void Should_Resume_A_Stopped_Run_And_End_With_The_Same_Weights()
    {
        // Given
        var whole = run.Run("fine-tune", Options, ("data", run.Data));
        var output = run.Artifact("fine-tune");
        using var stop = new CancellationTokenSource();
        var stage = StageCatalog.All()["fine-tune"];
        var context = run.Context(Options, output, ("data", run.Data));
        Assert.Throws<OperationCanceledException>(
            () => stage.Run(context with { Cancellation = stop.Token, Progress = new StopAt(stop, "training", 3) }));
        Assert.Empty(Directory.GetFiles(output.Folder));

        // When
        stage.Run(context);

        // Then
        Assert.Equal(3, StageFiles.Read<Training>(output.File("training.json")).ResumedFrom);
        Assert.Equal(Digest.OfFile(whole.File("model.safetensors")), Digest.OfFile(output.File("model.safetensors")));
    }

    [Fact]
    public void Should_Start_From_The_Stage_Before_Under_Its_Second_Name()
    {
        // Given
        var parent = run.Checkpoint(tiny => tiny with { NumDecoderLayers = 1 });
        File.WriteAllText(parent.File("pruning.json"), "{}");
        File.WriteAllText(parent.File("origin.json"), "{}");

        // When
        var trained = run.Run("fine-tune", Options with { Init = null }, ("data", run.Data), ("model", parent));

        // Then
        Assert.Equal(1, T5Config.Read(trained.Folder).NumDecoderLayers);
        Assert.Equal("the model of fine-tune", StageFiles.Read<Training>(trained.File("training.json")).StartedFrom);
        Assert.True(File.Exists(trained.File("pruning.json")));
        Assert.True(File.Exists(trained.File("origin.json")));
    }

    [Fact]
    public void Should_Start_From_A_Folder()
    {
        // Given
        var parent = run.Checkpoint();
        var start = new ModelInit { Checkpoint = parent.Folder, CheckpointDigest = Digest.OfFolder(parent.Folder).Hex };

        // When
        var trained = run.Run("fine-tune", Options with { Init = start }, ("data", run.Data));

        // Then
        Assert.Equal(parent.Folder, StageFiles.Read<Training>(trained.File("training.json")).StartedFrom);
    }

    [Fact]
    public void Should_Refuse_A_Folder_That_Changed_Since_The_Plan()
    {
        // Given
        var parent = run.Checkpoint();
        var start = new ModelInit { Checkpoint = parent.Folder, CheckpointDigest = new string('0', 64) };

        // When
        var error = Assert.Throws<PipelineException>(
            () => run.Run("fine-tune", Options with { Init = start }, ("data", run.Data)));

        // Then
        Assert.Contains("has changed since the plan was made", error.Message);
    }

    [Fact]
    public void Should_Refuse_A_Tokenizer_With_More_Pieces_Than_The_Model_Has_Embeddings()
    {
        // Given
        var small = run.Checkpoint(tiny => tiny with { VocabSize = 100 });

        // When
        var error = Assert.Throws<PipelineException>(
            () => run.Run("fine-tune", Options with { Init = new() { Checkpoint = small.Folder } }, ("data", run.Data)));

        // Then
        Assert.Contains("does not fit the model", error.Message);
        Assert.Contains("spiece.model", error.Message);
    }

    [Fact]
    public void Should_Refuse_A_Tokenizer_With_Other_Special_Ids()
    {
        // Given
        var odd = run.Checkpoint(tiny => tiny with { EosTokenId = 2 });

        // When
        var error = Assert.Throws<PipelineException>(
            () => run.Run("fine-tune", Options with { Init = new() { Checkpoint = odd.Folder } }, ("data", run.Data)));

        // Then
        Assert.Contains("end of sequence 1, but the model's config.json says 0 and 2", error.Message);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("tiny", "somewhere")]
    public void Should_Refuse_To_Start_From_Nothing_Or_From_Two_Things(string? init, string? path)
    {
        // When
        var error = Assert.Throws<PipelineException>(
            () => run.Run("fine-tune", Options with { Init = new() { Shape = init, Checkpoint = path } }, ("data", run.Data)));

        // Then
        Assert.Contains("a shape, a checkpoint", error.Message);
    }

    public void Dispose() => run.Dispose();

    private sealed class StopAt(CancellationTokenSource stop, string activity, int step) : IProgressSink
    {
        public void Info(string message) { }

        public void Warn(string message) { }

        public void Step(StageProgress progress)
        {
            if (progress.Activity == activity && progress.Done >= step)
                stop.Cancel();
        }
    }
}
