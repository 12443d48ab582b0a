using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Tests.Bert;
using CompressionPipeline.Models.Training;
using TestKit;

namespace CompressionPipeline.Models.Tests;

public sealed class EarlyStoppingTests : IDisposable
{
    private const string T5 = "t5", Bert = "bert";

    // Few pairs and a high rate, so that the validation loss falls and rises again.
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 1000,
        MaxSteps = 40,
        BatchSize = 4,
        LearningRate = 0.02,
        ValidateEvery = 3,
        CheckpointEvery = 5,
        Threads = 1,
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(T5)]
    [InlineData(Bert)]
    public void Should_Keep_The_Weights_Of_The_Best_Look(string family)
    {
        // Given
        using var last = Model(family);
        var summary = Train(last, Options);
        var best = summary.Validations.MinBy(look => look.Loss)!;
        Assert.InRange(best.Step, 2, 38);
        using var expected = Model(family);
        Train(expected, Options with { MaxSteps = (int)best.Step });

        // When
        using var model = Model(family);
        var kept = Train(model, Options with { Keep = WeightsToKeep.Best });

        // Then
        Assert.Equal((40, 40, best.Step), (kept.Steps, kept.PlannedSteps, kept.KeptStep));
        Assert.Equal(Weights(expected), Weights(model));
        Assert.NotEqual(Weights(last), Weights(model));
        Assert.Equal((40, 40), (summary.PlannedSteps, summary.KeptStep));
    }

    [Theory]
    [InlineData(T5)]
    [InlineData(Bert)]
    public void Should_Keep_The_Same_Best_Wherever_It_Is_Killed(string family)
    {
        // Given
        var options = Options with { Keep = WeightsToKeep.Best, Patience = 6 };
        using var whole = Model(family);
        var expected = Train(whole, options);

        // When: killed again and again, two steps further each time
        var progress = new RecordingProgress();
        for (var step = 2; step < expected.Steps; step += 2)
        {
            progress.OnStep = told => _ = told.Done >= step ? throw new KilledException() : told;
            using var killed = Model(family);
            Assert.Throws<KilledException>(() => Train(killed, options, "killed", progress));
        }
        progress.OnStep = null;
        using var resumed = Model(family);
        var summary = Train(resumed, options, "killed", progress);

        // Then
        Assert.True(summary.ResumedFrom > 0);
        Assert.Empty(progress.Warnings);
        Assert.Equal(expected.Validations, summary.Validations);
        Assert.Equal((expected.Steps, expected.KeptStep), (summary.Steps, summary.KeptStep));
        Assert.Equal(Weights(whole), Weights(resumed));
    }

    [Fact]
    public void Should_Begin_Anew_Where_The_Best_Weights_Are_Damaged()
    {
        // Given
        var options = Options with { Keep = WeightsToKeep.Best };
        using var whole = Model(T5);
        Train(whole, options);
        var progress = new RecordingProgress
        {
            OnStep = told => _ = told.Done == 32 ? throw new KilledException() : told,
        };
        using (var killed = Model(T5))
            Assert.Throws<KilledException>(() => Train(killed, options, "killed", progress));
        var best = Assert.Single(Directory.GetFiles(folder.File("killed"), "best-*.safetensors"));
        var bytes = File.ReadAllBytes(best);
        bytes[^3] ^= 1;
        File.WriteAllBytes(best, bytes);
        progress.OnStep = null;

        // When
        using var model = Model(T5);
        var summary = Train(model, options, "killed", progress);

        // Then
        Assert.Equal(0, summary.ResumedFrom);
        Assert.Contains(progress.Warnings, warning => warning.Contains(best, StringComparison.Ordinal));
        Assert.Equal(Weights(whole), Weights(model));
    }

    [Theory]
    [InlineData(LearningRateSchedule.Constant)]
    [InlineData(LearningRateSchedule.Linear)]
    public void Should_Stop_After_So_Many_Looks_Without_A_Better_One(LearningRateSchedule schedule)
    {
        // Given
        var options = Options with { Schedule = schedule };
        using var whole = Model(T5);
        var looks = Train(whole, options).Validations;
        var stop = Enumerable.Range(2, looks.Count - 2).First(i =>
        {
            var soFar = looks.Take(i + 1).ToList();
            return soFar.IndexOf(soFar.MinBy(look => look.Loss)!) == i - 2;
        });

        // When
        using var model = Model(T5);
        var summary = Train(model, options with { Patience = 2 });

        // Then: the schedule was that of all 40 steps
        Assert.Equal(looks.Take(stop + 1), summary.Validations);
        Assert.Equal((looks[stop].Step, 40, looks[stop].Step), (summary.Steps, summary.PlannedSteps, summary.KeptStep));
    }

    [Theory]
    [InlineData(WeightsToKeep.Best, 0)]
    [InlineData(WeightsToKeep.Last, 2)]
    public void Should_Refuse_To_Go_By_Looks_That_There_Are_Not(WeightsToKeep keep, int patience)
    {
        // Given
        using var model = Model(T5);
        var options = Options with { Keep = keep, Patience = patience, ValidateEvery = 3 };

        // Then
        Assert.Throws<PipelineException>(() => new Trainer(new CrossEntropy()).Run(
            model, TinyT5.Pairs(8), [], options, 1, folder.Path, SilentProgress.Instance, TimeProvider.System,
            default));
    }

    private static ITrainable Model(string family) => family == T5
        ? TinyT5.Model(config: TinyT5.Config with { DropoutRate = 0.1 })
        : BertModel.Initialize(TinyBert.Bert with { HiddenDropoutProb = 0.1 }, seed: 1);

    private TrainingSummary Train(
        ITrainable model, TrainingOptions options, string? name = null, IProgressSink? progress = null)
    {
        var (train, validation) = model is BertModel
            ? (Labelled(8, seed: 1), Labelled(6, seed: 2))
            : (TinyT5.Pairs(8), TinyT5.Pairs(6, seed: 2));
        return new Trainer(new CrossEntropy()).Run(
            model, train, validation, options, 7, folder.Folder(name ?? $"{Guid.NewGuid()}"), progress ?? SilentProgress.Instance,
            new FixedTimeProvider(), default);
    }

    // Labels that nothing tells.
    private static IReadOnlyList<TokenizedPair> Labelled(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new TokenizedPair(
            [2, .. Enumerable.Range(0, random.Next(2, 7)).Select(_ => random.Next(4, 24)), 3], [random.Next(3)]))];
    }

    private static List<byte[]> Weights(ITrainable model) =>
        [.. model.Module.named_parameters().Select(pair => pair.parameter.detach().bytes.ToArray())];

    private sealed class KilledException : Exception;
}
