using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Data;
using CompressionPipeline.Stages.FineTune;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Stages.Search;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Tasks;

/// <summary>Encoders that classify, through every stage.</summary>
public sealed class ClassificationTests : IDisposable
{
    private static readonly string[] Nouns = ["cat", "dog", "cow", "car", "bus", "van"];

    private static readonly FineTuneOptions Training = new()
    {
        Init = new() { Shape = "bert-nano" },
        Epochs = 8,
        BatchSize = 16,
        LearningRate = 3e-3,
        ValidateEvery = 0,
        Device = DeviceChoice.Cpu,
        Threads = 2,
    };

    private static readonly BenchmarkOptions Timing = new()
    {
        BatchSizes = [1], Loads = 2, Seconds = 0.1, Device = DeviceChoice.Cpu, Threads = 1,
    };

    private readonly TinyRun run = new();
    private readonly TemporaryFolder files = new();

    public ClassificationTests()
    {
        string[] pieces =
            [
                "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "a", "is", "here", "there", .. Nouns,
                .. Digits.Select(d => $"{d}")];
        files.Write("tokenizer/vocab.txt", string.Join('\n', pieces) + "\n");
    }

    private static IEnumerable<int> Digits => Enumerable.Range(0, 10);

    [Fact]
    public void Should_Learn_Labels_And_Ship_What_Tells_Them()
    {
        // Given
        var data = Data(new() { Task = ModelTask.Classification });

        // When
        var model = run.Run("fine-tune", Training, ("data", data));
        var export = run.Run("export", new ExportOptions { ParityDocuments = 8, Threads = 1 }, ("model", model), ("data", data));
        var evaluated = run.Run(
            "evaluate", new EvaluateOptions { Device = DeviceChoice.Cpu, Threads = 1 }, ("model", export), ("data", data));

        // Then
        var scores = StageFiles.Read<Scores>(evaluated.File(Scores.FileName));
        Assert.Equal(["accuracy", "f1", "macro-f1", "matthews"], scores.Metrics.Select(metric => metric.Name));
        Assert.True(scores.Find("accuracy")!.Value > 90, $"accuracy {scores.Find("accuracy")!.Value}");
        Assert.Equal(["animal", "machine"], BertConfig.Read(export.Folder).Labels);
        using var classifier = Classifier.Load(export.Folder);
        Assert.Equal("animal", classifier.Classify("the cow is here 3").Label);
        Assert.Equal("machine", classifier.Classify("a bus is there 5").Label);
    }

    [Fact]
    public void Should_Ship_A_Classifier_That_Reads_As_Much_As_The_Judged_One()
    {
        // Given
        var data = Data(new() { Task = ModelTask.Classification });
        var text = string.Join(' ', Enumerable.Repeat("the cow is here", 4));
        var model = run.Run("fine-tune", Training with { Epochs = 1 }, ("data", data));

        // When
        var export = run.Run("export", new ExportOptions { ParityDocuments = 8, Threads = 1 }, ("model", model), ("data", data));

        // Then: of 16 ids two are [CLS] and [SEP]
        using var classifier = Classifier.Load(export.Folder);
        Assert.Equal(classifier.Classify(text[..^" is here".Length]).Scores, classifier.Classify(text).Scores);
    }

    [Fact]
    public void Should_Learn_Pairs()
    {
        // Given
        var data = Data(new() { Task = ModelTask.Classification, SecondKey = "other", LabelKey = "same" });

        // When
        var model = run.Run("fine-tune", Training with { MaxSteps = 4 }, ("data", data));

        // Then
        Assert.True(DataSetFolder.Open(data.Folder).Info.HasPairs);
        Assert.All(DataSetFolder.Open(data.Folder).Train(), example => Assert.NotNull(example.Second));
        Assert.Equal(["0", "1"], BertConfig.Read(model.Folder).Labels);
    }

    [Fact]
    public void Should_Learn_Values()
    {
        // Given
        var data = Data(new() { Task = ModelTask.Regression, LabelKey = "value" });

        // When
        var model = run.Run("fine-tune", Training, ("data", data));
        var export = run.Run("export", new ExportOptions { ParityDocuments = 8, Threads = 1 }, ("model", model), ("data", data));
        var evaluated = run.Run(
            "evaluate", new EvaluateOptions { Device = DeviceChoice.Cpu, Threads = 1 }, ("model", export), ("data", data));

        // Then
        var spearman = Assert.Single(StageFiles.Read<Scores>(evaluated.File(Scores.FileName)).Metrics);
        Assert.Equal("spearman", spearman.Name);
        Assert.True(spearman.Value > 50, $"Spearman {spearman.Value}");
    }

    [Fact]
    public void Should_Find_Values_Equal_That_Differ_By_Less_Than_Is_Allowed()
    {
        // Given: a checkpoint whose values lie a little beside those of its export
        var data = Data(new() { Task = ModelTask.Regression, LabelKey = "value" });
        var model = run.Run("fine-tune", Training with { MaxSteps = 1 }, ("data", data));
        var options = new ExportOptions { ParityDocuments = 12, Threads = 1 };
        var export = run.Run("export", options, ("model", model), ("data", data));
        using var checkpoint = BertCheckpoint.Load(model.Folder);
        checkpoint.eval();
        using (TorchSharp.torch.no_grad())
            checkpoint.named_parameters().Single(pair => pair.name == "classifier.bias").parameter.add_(3e-4);
        var set = DataSetFolder.Open(data.Folder);
        var tokens = LabelTokens.Of(model, set.Info, checkpoint.Config);
        using var session = ClassifierSession.Open(export.Folder, new() { Device = Device.Cpu, Threads = 1 });

        // When
        var parity = new LabelParity(checkpoint, session, tokens).Run(set, options, run.Context(options, model));

        // Then
        Assert.Equal(3e-4, parity.MaxDifference, 1e-5);
        Assert.Equal(1, parity.Agreement);
        Assert.Empty(parity.Divergences);
    }

    [Theory]
    [InlineData(PruneMethod.Layers)]
    [InlineData(PruneMethod.Search)]
    public void Should_Prune_An_Encoder(PruneMethod method)
    {
        // Given
        var data = Data(new() { Task = ModelTask.Classification });
        var model = run.Run("fine-tune", Training with { MaxSteps = 4 }, ("data", data));
        var options = method == PruneMethod.Layers
            ? new PruneOptions { EncoderLayers = 1 }
            : new PruneOptions { Method = method, Pick = new() { Best = "parameters", Within = Any("accuracy", 100) } };

        // When
        var search = run.Run("search", new SearchOptions
        {
            MaxSteps = 4, BatchSize = 8, Evaluations = 8, Objectives = ["accuracy", "parameters"], ValidateEvery = 0,
            Device = DeviceChoice.Cpu, Threads = 1,
        }, ("data", data), ("model", model));
        var pruned = run.Run("prune", options, ("model", model), ("search", search));
        var trained = run.Run("fine-tune", Training with { MaxSteps = 2 }, ("model", pruned), ("data", data));
        var export = run.Run(
            "export", new ExportOptions { ParityDocuments = 8, Threads = 1 }, ("model", trained), ("data", data));

        // Then
        Assert.True(
            BertConfig.Read(export.Folder).ParameterCount < BertConfig.Read(model.Folder).ParameterCount);
        Assert.True(File.Exists(export.File("vocab.txt")));
    }

    [Fact]
    public void Should_Time_Whole_Answers()
    {
        // Given
        var both = Timing with { Runtimes = [TimedRuntime.Onnxruntime, TimedRuntime.Torch], BatchSizes = [1, 2] };

        // When
        var latencies = Timed(Data(new() { Task = ModelTask.Classification }), both);

        // Then
        Assert.Equal((16, 0), (latencies.SourceLength, latencies.OutputLength));
        Assert.Equal(8, latencies.Cells.Count);
        Assert.All(latencies.Cells, cell => Assert.Equal(Phase.Total, cell.Phase));
    }

    [Fact]
    public void Should_Time_No_Longer_Texts_Than_The_Model_Has_Positions_For()
    {
        // Given: 64 positions, and the data's texts may be longer
        var data = Data(new() { Task = ModelTask.Classification }, longest: 512);

        // When
        var latencies = Timed(data, Timing);

        // Then
        Assert.Equal(64, latencies.SourceLength);
        var error = Assert.Throws<PipelineException>(() => Timed(data, Timing with { SourceLength = 65 }));
        Assert.Contains("source-length", error.Message);
        Assert.Contains("64", error.Message);
    }

    [Theory]
    [InlineData("value", ModelTask.Classification, "fine-tune")]
    [InlineData("constant", ModelTask.Classification, "constant")]
    [InlineData("label", ModelTask.Regression, "animal")]
    [InlineData("absent", ModelTask.Classification, "absent")]
    [InlineData("same-value", ModelTask.Regression, "split are -1")]
    public void Should_Refuse_What_Cannot_Be_Learnt(string key, ModelTask task, string named)
    {
        // When
        var error = Assert.Throws<PipelineException>(() =>
        {
            var data = Data(new() { Task = task, LabelKey = key });
            run.Run("fine-tune", Training with { Init = new() { Shape = "tiny" } }, ("data", data));
        });

        // Then
        Assert.Contains(named == "fine-tune" ? "task: summarization" : named, error.Message);
    }

    public void Dispose()
    {
        files.Dispose();
        run.Dispose();
    }

    private static Dictionary<string, double> Any(string objective, double limit) => new() { [objective] = limit };

    private Latencies Timed(Artifact data, BenchmarkOptions options)
    {
        var model = run.Run("fine-tune", Training with { MaxSteps = 1 }, ("data", data));
        var export = run.Run("export", new ExportOptions { ParityDocuments = 4, Threads = 1 }, ("model", model), ("data", data));
        var timed = run.Run("benchmark", options, ("baseline", export), ("variant", export), ("baseline.checkpoint", model),
            ("variant.checkpoint", model), ("data", data));
        return StageFiles.Read<Latencies>(timed.File(Latencies.FileName));
    }

    private Artifact Data(DataOptions options, int longest = 16)
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, 400).Select(i =>
        {
            var (noun, other, digit) = (random.Next(Nouns.Length), random.Next(Nouns.Length), random.Next(10));
            var text =
                $"{(i % 2 == 0 ? "the" : "a")} {Nouns[noun]} is {(i % 3 == 0 ? "here" : "there")} {digit} {i / 100} {i % 10}";
            var label = noun < 3 ? "animal" : "machine";
            return $$"""{"document":"{{text}}","other":"a {{Nouns[other]}} {{i % 10}}","label":"{{label}}","same":"""
                + $$"""{{(noun == other ? 1 : 0)}},"value":{{digit}}.5,"constant":"x","same-value":-1}""";
        });
        var path = files.Write("data.jsonl", string.Join('\n', lines));
        return run.Run("data", options with
        {
            Source = "jsonl", Paths = [path], MaxSourceLength = longest, TokenizerPath = files.File("tokenizer"),
        });
    }
}
