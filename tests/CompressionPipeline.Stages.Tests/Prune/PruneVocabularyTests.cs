using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.FineTune;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tests.Prune;

public sealed class PruneVocabularyTests : IDisposable
{
    private static readonly PruneOptions Options = new() { Method = PruneMethod.Vocabulary };

    private static readonly FineTuneOptions Tuning = new()
    {
        MaxSteps = 2, BatchSize = 8, ValidateEvery = 0, Device = DeviceChoice.Cpu, Threads = 1,
    };

    private readonly TinyRun run = new();

    private Artifact Prune(PruneOptions options, Artifact? model = null) =>
        run.Run("prune", options, ("data", run.Data), ("model", model ?? run.Checkpoint()));

    private static T5Tokenizer Tokenizer(Artifact model) => T5Tokenizer.Open(model.File("spiece.model"));

    private static KeptIndices Kept(Artifact pruned) => ModelMask.Read(pruned.File("mask.json")).Vocabulary!;

    [Fact]
    public void Should_Keep_What_The_Training_Texts_Use_And_Cut_Them_As_Before()
    {
        // When
        var pruned = Prune(Options);

        // Then
        var (whole, trimmed, kept) = (Tokenizer(run.Data), Tokenizer(pruned), Kept(pruned));
        Assert.InRange(kept.Count, 100, 1000);
        Assert.Equal(kept.Count, trimmed.PieceCount);
        Assert.Equal(kept.Count, T5Config.Read(pruned.Folder).VocabSize);
        foreach (var example in DataSetFolder.Open(run.Data.Folder).Train())
        {
            foreach (var text in new[] { "summarize: " + example.Document, example.Target })
                Assert.Equal(whole.Encode(text), trimmed.Encode(text).Select(id => kept.ToList()[id]));
        }
        Assert.Equal("\u65E5? Zx9", trimmed.Decode(trimmed.Encode("\u65E5? Zx9")).Replace(" \u2047 ", "\u65E5"));
        var pruning = StageFiles.Read<Pruning>(pruned.File("pruning.json"));
        Assert.Equal(
            ("vocabulary", 32L * (4096 - kept.Count)), (pruning.Method, pruning.Parameters.Before - pruning.Parameters.After));
        Assert.True(pruning.Bytes.After < pruning.Bytes.Before);
    }

    [Fact]
    public void Should_Keep_So_Many_Of_The_Most_Used_Pieces()
    {
        // Given
        var used = Kept(Prune(Options));

        // When
        var fewer = Kept(Prune(Options with { Keep = used.Count - 5 }));
        var more = Kept(Prune(Options with { Keep = used.Count + 5 }));
        var all = Kept(Prune(Options with { Keep = 5000 }));

        // Then
        Assert.Equal((used.Count - 5, used.Count + 5, 4096), (fewer.Count, more.Count, all.Count));
        Assert.Empty(fewer.ToList().Except(used.ToList()));
        Assert.Empty(used.ToList().Except(more.ToList()));
    }

    [Fact]
    public void Should_Leave_Out_Rows_Behind_The_Pieces()
    {
        // Given: room for sentinels, and more
        var padded = run.Checkpoint(tiny => tiny with { VocabSize = 4096 + 128, TieWordEmbeddings = false });

        // When
        var pruned = Prune(Options with { Keep = 5000 }, padded);

        // Then
        using var model = T5Checkpoint.Load(pruned.Folder);
        Assert.Equal(4096, model.Config.VocabSize);
        Assert.DoesNotContain("extra_id", File.ReadAllText(pruned.File("tokenizer.json")));
    }

    [Fact]
    public void Should_Go_With_Layers_And_With_Every_Other_Method()
    {
        // Given
        PruneOptions[] ways =
        [
            Options with { DecoderLayers = 1 }, new() { Method = PruneMethod.Layers, DecoderLayers = 1, Keep = 600 },
            new() { Method = PruneMethod.Magnitude, Heads = new(0.5), Keep = new() },
            new()
            {
                Method = PruneMethod.Nash, DecoderLayers = 1, Sparsity = 0.3, MaskLearningRate = 0.2, MaxSteps = 40,
                BatchSize = 8,
                Epochs = 100, ValidateEvery = 0, Device = DeviceChoice.Cpu, Threads = 1, RoundTo = 8, Keep = new(),
            },
        ];

        foreach (var options in ways)
        {
            // When
            var pruned = Prune(options);

            // Then
            using var model = T5Checkpoint.Load(pruned.Folder);
            var mask = ModelMask.Read(pruned.File("mask.json"));
            Assert.Equal(mask.Vocabulary!.Count, model.Config.VocabSize);
            Assert.Equal(model.Config, T5Shrink.Shape(T5Config.Shape("tiny"), mask));
            Assert.InRange(
                StageFiles.Read<Pruning>(pruned.File("pruning.json")).ParametersOfFreeWidths ?? model.Config.ParameterCount,
                1, model.Config.ParameterCount);
        }
    }

    [Fact]
    public void Should_Give_The_Model_Its_Own_Tokenizer_In_Every_Stage_After_It()
    {
        // Given
        var (baseline, pruned) = (run.Checkpoint(), Prune(Options with { DecoderLayers = 1 }));

        // When
        var trained = run.Run("fine-tune", Tuning, ("data", run.Data), ("model", pruned));
        var exports = new[] { baseline, trained }.Select(model =>
            run.Run("export", new ExportOptions { ParityDocuments = 4, Threads = 1 }, ("model", model), ("data", run.Data)))
                .ToArray();
        run.Run(
            "evaluate", new EvaluateOptions { Device = DeviceChoice.Cpu, Threads = 1 }, ("model", exports[1]),
            ("data", run.Data));
        var timed = run.Run("benchmark",
            new BenchmarkOptions
            {
                Iterations = 2, Loads = 1, Seconds = 0, WarmUps = 0, OutputLength = 2, Device = DeviceChoice.Cpu, Threads = 1,
            },
            ("baseline", exports[0]), ("variant", exports[1]), ("baseline.checkpoint", baseline), ("variant.checkpoint", trained),
            ("data", run.Data));

        // Then
        var pieces = Tokenizer(pruned).PieceCount;
        Assert.All(
            [trained, exports[1]],
            model => Assert.Equal(Digest.OfFile(pruned.File("spiece.model")), Digest.OfFile(model.File("spiece.model"))));
        Assert.All([trained, exports[1]], model => Assert.Equal(pieces, T5Config.Read(model.Folder).VocabSize));
        var bytes = StageFiles.Read<Latencies>(timed.File("latency.json")).Models.Select(model => model.Bytes).ToList();
        Assert.True(bytes[1] < bytes[0]);
        using var summarizer = Summarizer.Load(exports[1].Folder, new() { Device = Device.Cpu, Threads = 1 });
        Assert.NotNull(summarizer.Summarize("property Item. \u65E5"));
    }

    [Theory]
    [InlineData(PruneMethod.Vocabulary)]
    [InlineData(PruneMethod.Nash)]
    public void Should_Refuse_Fewer_Pieces_Than_Have_To_Stay_Before_Training(PruneMethod method)
    {
        // Given
        var options =
            new PruneOptions { Method = method, Keep = 3, Sparsity = method == PruneMethod.Nash ? 0.3 : null, DecoderLayers = 1 };

        // When
        Assert.Throws<PipelineException>(() => Prune(options));

        // Then
        Assert.DoesNotContain(run.Progress.Steps, step => step.Activity == "training");
    }

    [Fact]
    public void Should_Refuse_A_Checkpoint_That_Says_Ids()
    {
        // Given
        var checkpoint = run.Checkpoint();
        File.WriteAllText(checkpoint.File("generation_config.json"), """{"suppress_tokens": [7]}""");

        // Then
        Assert.Equal("suppress_tokens", Assert.Throws<InvalidFileException>(() => Prune(Options, checkpoint)).Key);
    }

    [Fact]
    public void Should_Learn_From_A_Teacher_With_All_Pieces()
    {
        // Given: weight on the predictions alone, which are those of the model itself
        var (teacher, pruned) = (run.Checkpoint(), Prune(Options));
        Artifact Taught(double weight) => run.Run(
            "fine-tune", Tuning with { Teacher = Teacher.Baseline, PredictionWeight = weight, HiddenWeight = 0, MaxSteps = 1 },
            ("data", run.Data), ("model", pruned), ("baseline.checkpoint", teacher));

        // When
        var (with, without) = (Taught(0.5), Taught(0));

        // Then: so alike that they are nothing to learn from
        double Loss(Artifact trained) => StageFiles.Read<Training>(trained.File("training.json")).TrainingLoss;
        Assert.Equal(Loss(without), Loss(with), 1e-4);
    }

    [Fact]
    public void Should_Refuse_A_Teacher_Of_Unknown_Pieces_Before_Training()
    {
        // Given: the second mask says nothing of the teacher's pieces
        var pruned = Prune(Options with { Keep = 200 }, Prune(Options with { Keep = 300 }));

        // When
        Assert.Throws<PipelineException>(() => run.Run(
            "fine-tune", Tuning with { Teacher = Teacher.Baseline }, ("data", run.Data), ("model", pruned),
            ("baseline.checkpoint", run.Checkpoint())));

        // Then
        Assert.DoesNotContain(run.Progress.Steps, step => step.Activity == "training");
    }

    public void Dispose() => run.Dispose();
}
