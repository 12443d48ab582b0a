using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using TestKit;

namespace CompressionPipeline.Models.Tests;

public class TrainerTests
{
    private static readonly T5Config Config = TinyT5.Config with { DropoutRate = 0.1 };

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 3,
        BatchSize = 8,
        LearningRate = 0.01,
        WarmUpSteps = 2,
        Schedule = LearningRateSchedule.Linear,
        ValidateEvery = 4,
        CheckpointEvery = 3,
        Threads = 1,
    };

    private static TrainingSummary Train(
        T5Model model, string folder, TrainingOptions? options = null, long seed = 7, IProgressSink? progress = null,
        CancellationToken cancellation = default) =>
        new Trainer(new CrossEntropy()).Run(model, TinyT5.Pairs(40), TinyT5.Pairs(6, seed: 2), options ?? Options, seed, folder,
            progress ?? SilentProgress.Instance, new FixedTimeProvider(), cancellation);

    public sealed class TheRunMethod : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        [Fact]
        public void Should_Learn_To_Copy_Two_Tokens()
        {
            // Given
            using var model = TinyT5.Model();
            var before = TinyT5.Loss(model, TinyT5.Pairs(6, seed: 2));

            // When
            var summary = Train(model, folder.Path, Options with { Epochs = 60, ValidateEvery = 0 });

            // Then
            Assert.Equal(300, summary.Steps);
            Assert.True(summary.TrainingLoss < before / 2, $"from {before} to {summary.TrainingLoss}");
            Assert.Equal(300, Assert.Single(summary.Validations).Step);
        }

        [Fact]
        public void Should_Give_The_Same_Weights_For_The_Same_Seed_And_Others_For_Another()
        {
            // Given
            using var first = TinyT5.Model(config: Config);
            using var second = TinyT5.Model(config: Config);
            using var third = TinyT5.Model(config: Config);

            // When
            Train(first, folder.Folder("1"));
            Train(second, folder.Folder("2"));
            Train(third, folder.Folder("3"), seed: 8);

            // Then
            Assert.Equal(TinyT5.Weights(first), TinyT5.Weights(second));
            Assert.NotEqual(TinyT5.Weights(first), TinyT5.Weights(third));
        }

        [Theory]
        [InlineData(1)]
        [InlineData(7)]
        [InlineData(14)]
        public void Should_End_Bit_For_Bit_Alike_Whether_Killed_And_Resumed_Or_Not(int killedAt)
        {
            // Given
            using var uninterrupted = TinyT5.Model(config: Config);
            var expected = Train(uninterrupted, folder.Folder("whole"));

            // When
            using (var killed = TinyT5.Model(config: Config))
                Assert.Throws<KilledException>(() => Train(killed, folder.Folder("killed"), progress: new Killer(killedAt)));
            using var resumed = TinyT5.Model(config: Config);
            var summary = Train(resumed, folder.Folder("killed"));

            // Then
            Assert.Equal((killedAt - 1) / Options.CheckpointEvery * Options.CheckpointEvery, summary.ResumedFrom);
            Assert.Equal(TinyT5.Weights(uninterrupted), TinyT5.Weights(resumed));
            Assert.Equal(expected.Validations, summary.Validations);
            Assert.Equal(expected.Losses, summary.Losses);
            Assert.Equal(expected.TrainingLoss, summary.TrainingLoss);
        }

        [Fact]
        public void Should_Write_A_Checkpoint_And_Stop_When_Asked()
        {
            // Given
            using var cancellation = new CancellationTokenSource();
            var progress = new Canceller(cancellation, step: 5);

            // When
            using (var stopped = TinyT5.Model(config: Config))
            {
                Assert.Throws<OperationCanceledException>(() => Train(
                    stopped, folder.Folder("run"), Options with { CheckpointEvery = 0 }, progress: progress,
                    cancellation: cancellation.Token));
            }
            using var resumed = TinyT5.Model(config: Config);
            var summary = Train(resumed, folder.Folder("run"));

            // Then
            using var uninterrupted = TinyT5.Model(config: Config);
            Train(uninterrupted, folder.Folder("whole"));
            Assert.Equal(5, summary.ResumedFrom);
            Assert.Equal(TinyT5.Weights(uninterrupted), TinyT5.Weights(resumed));
        }

        [Fact]
        public void Should_Begin_Anew_And_Say_So_Where_The_Checkpoint_Has_A_Flipped_Bit()
        {
            // Given
            var run = folder.Folder("run");
            using (var killed = TinyT5.Model(config: Config))
                Assert.Throws<KilledException>(() => Train(killed, run, progress: new Killer(7)));
            var state = Assert.Single(Directory.GetFiles(run, "state-*.safetensors"));
            var bytes = File.ReadAllBytes(state);
            bytes[^5] ^= 1;
            File.WriteAllBytes(state, bytes);
            var progress = new RecordingProgress();

            // When
            using var model = TinyT5.Model(config: Config);
            var summary = Train(model, run, progress: progress);

            // Then
            Assert.Equal(0, summary.ResumedFrom);
            Assert.Contains(progress.Warnings, warning => warning.Contains(state, StringComparison.Ordinal));
        }

        [Fact]
        public void Should_Begin_Anew_Where_The_Progress_Is_Not_What_Was_Written()
        {
            // Given
            var run = folder.Folder("run");
            using (var killed = TinyT5.Model(config: Config))
                Assert.Throws<KilledException>(() => Train(killed, run, progress: new Killer(7)));
            var index = Path.Combine(run, "checkpoint.json");
            var text = File.ReadAllText(index);
            File.WriteAllText(index, text.Replace("\"step\": 6,", "\"step\": 7,", StringComparison.Ordinal));
            var progress = new RecordingProgress();

            // When
            using var model = TinyT5.Model(config: Config);
            var summary = Train(model, run, progress: progress);

            // Then
            Assert.Contains("\"step\": 6,", text);
            Assert.Equal(0, summary.ResumedFrom);
            Assert.Contains(progress.Warnings, warning => warning.Contains(index, StringComparison.Ordinal));
        }

        [Theory]
        [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
        public void Should_Begin_Anew_Where_The_Progress_Is_Not_Strict_Json(string name)
        {
            // Given
            var index = folder.File("checkpoint.json");
            File.WriteAllBytes(index, MalformedJson.Bytes(name));
            var progress = new RecordingProgress();

            // When
            using var model = TinyT5.Model(config: Config);
            var summary = Train(model, folder.Path, Options with { MaxSteps = 1 }, progress: progress);

            // Then
            Assert.Equal(0, summary.ResumedFrom);
            var warning = Assert.Single(progress.Warnings);
            Assert.Contains(index, warning);
            MalformedJson.AssertPlain(warning);
        }

        [Fact]
        public void Should_Not_Resume_A_Run_With_Another_Recipe()
        {
            // Given
            var run = folder.Folder("run");
            using (var killed = TinyT5.Model(config: Config))
                Assert.Throws<KilledException>(() => Train(killed, run, progress: new Killer(7)));

            // When
            using var model = TinyT5.Model(config: Config);
            var summary = Train(model, run, Options with { LearningRate = 0.02 });

            // Then
            Assert.Equal(0, summary.ResumedFrom);
        }

        [Fact]
        public void Should_Tell_Loss_And_Speed_At_Each_Step()
        {
            // Given
            var progress = new RecordingProgress();
            using var model = TinyT5.Model();

            // When
            Train(model, folder.Path, progress: progress);

            // Then
            Assert.Equal(15, progress.Steps.Count);
            Assert.Equal((15.0, 15.0), (progress.Steps[^1].Done, progress.Steps[^1].Total));
            Assert.Matches(@"^loss \d+\.\d\d  [\d,]+ tokens/s$", progress.Steps[^1].Detail);
        }

        [Fact]
        public void Should_Refuse_Ids_That_The_Model_Has_No_Row_For()
        {
            // Given
            using var model = TinyT5.Model();

            // When
            var error = Assert.Throws<PipelineException>(() => new Trainer(new CrossEntropy()).Run(
                model, [new TokenizedPair([99, 1], [3, 1])], [], Options, 1, folder.Path, SilentProgress.Instance,
                TimeProvider.System, default));

            // Then
            Assert.Contains("id 99", error.Message);
        }

        [Fact]
        public void Should_Say_What_To_Fix_When_The_Loss_Is_No_Number()
        {
            // Given
            using var model = TinyT5.Model();
            using (TorchSharp.torch.no_grad())
                model.parameters().First().fill_(float.NaN);

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => Train(model, folder.Path));

            // Then
            Assert.Contains("learning-rate", error.Message);
        }

        [Theory]
        [InlineData(0, "A weight is not a number after step 1"), InlineData(2, "The validation loss is NaN after step 1")]
        public void Should_Not_Keep_Weights_That_The_Last_Step_Made_No_Numbers(int validation, string told)
        {
            // Given: the one step's loss is a number
            using var model = TinyT5.Model();
            var options = Options with { Epochs = 1, WarmUpSteps = 0 };

            // When
            var error = Assert.Throws<DivergedException>(() => new Trainer(new CrossEntropy()).Run(
                model, TinyT5.Pairs(8), TinyT5.Pairs(validation), options, 7, folder.Path, new Breaking(model),
                TimeProvider.System, default));

            // Then
            Assert.Contains(told, error.Message);
        }

        public void Dispose() => folder.Dispose();
    }

    private sealed class KilledException : Exception;

    /// <summary>Stands for a step that makes weights no numbers.</summary>
    private sealed class Breaking(T5Model model) : IProgressSink
    {
        public void Info(string message) { }
        public void Warn(string message) { }
        public void Step(StageProgress progress) => model.parameters().First().detach().fill_(float.NaN);
    }

    /// <summary>Stands for a process that dies right after a step, before it can save anything.</summary>
    private sealed class Killer(long step) : IProgressSink
    {
        public void Info(string message) { }

        public void Warn(string message) { }

        public void Step(StageProgress progress)
        {
            if (progress.Done >= step)
                throw new KilledException();
        }
    }

    internal sealed class Canceller(CancellationTokenSource source, long step) : IProgressSink
    {
        public void Info(string message) { }

        public void Warn(string message) { }

        public void Step(StageProgress progress)
        {
            if (progress.Done >= step)
                source.Cancel();
        }
    }
}
