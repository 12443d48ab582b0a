using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Tests.Bert;
using CompressionPipeline.Models.Training;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public sealed class PrecisionTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        BatchSize = 8, MaxSteps = 4, LearningRate = 1e-3, ValidateEvery = 0, CheckpointEvery = 0, Threads = 1,
    };

    private static readonly Dictionary<string, (Func<ITrainable> Model, Func<ITrainable, Objective> Objective)> Trainings = new()
    {
        ["t5"] = (() => T5Model.Initialize(TinyT5.Gated, 1), _ => new CrossEntropy()),
        ["t5, tied"] = (() => T5Model.Initialize(TinyT5.Config, 1), _ => new CrossEntropy()),
        ["t5, teacher"] = (() => T5Model.Initialize(TinyT5.Config, 1),
            model => new Distillation(T5Model.Initialize(TinyT5.Config, 2), model, new() { HiddenWeight = 1 })),
        ["t5, gates"] = (() => T5Model.Initialize(TinyT5.Config, 1), _ => new GateTraining(
            new CrossEntropy(), new Gates(TinyT5.Config, GateMethod.Cofi, 1, CPU), new(GateMethod.Cofi, 0.01))),
        ["t5, super-network"] = (() => T5Model.Initialize(TinyT5.Config, 1), model => new SuperNetworkTraining(
            SubNetworkSpace.Create(SpaceKind.Medium, model.Config.KeepAll()),
            new(SuperNetworkStrategy.Sandwich) { RandomNetworks = 2, Seed = 5 })),
        ["bert"] = (() => TinyBert.Model(TinyBert.Bert), _ => new CrossEntropy()),
        ["roberta, regression"] = (() => TinyBert.Model(TinyBert.Roberta with { Labels = ["score"] }), _ => new CrossEntropy()),
    };

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var training in Trainings.Keys)
            {
                cases.Add(training, false);
                cases.Add(training, true);
            }
            return cases;
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_Learn_In_Bf16_Nearly_As_In_Fp32(string training, bool recomputes)
    {
        // Given
        var (create, objectiveOf) = Trainings[training];
        using var exact = create();
        using var exactObjective = objectiveOf(exact);
        var expected = Train(exact, exactObjective, Options);

        // When
        using var model = create();
        using var objective = objectiveOf(model);
        var summary = Train(
            model, objective, Options with { Precision = TrainingPrecision.Bf16, ActivationCheckpointing = recomputes });

        // Then
        Assert.All(expected.Losses.Zip(summary.Losses), pair =>
            Assert.InRange(pair.Second.Loss / pair.First.Loss, 0.95, 1.05));
        Assert.All(model.Module.parameters(), weight => Assert.Equal(ScalarType.Float32, weight.dtype));
        Assert.False(model.Module.training);
    }

    [Fact]
    public void Should_Keep_Updates_That_Bf16_Would_Round_Away()
    {
        // Given
        using var model = TinyT5.Model();
        using var before = TinyT5.Model();

        // When: each weight moves by about 1e-6, where bf16 takes steps of 1/256 of it
        Train(model, new CrossEntropy(), Options with
        {
            Precision = TrainingPrecision.Bf16, MaxSteps = 1, LearningRate = 1e-6, WeightDecay = 0,
        });

        // Then
        using var scope = NewDisposeScope();
        var moved = model.parameters().First().sub(before.parameters().First()).abs().max().item<float>();
        Assert.InRange(moved, 5e-7f, 2e-6f);
    }

    [Fact]
    public void Should_Let_Products_Round_To_Tf32_While_It_Trains()
    {
        // Given
        var (during, progress) = (false, new RecordingProgress());
        progress.OnStep = _ => during = backends.cuda.matmul.allow_tf32;
        using var plain = TinyT5.Model();
        using var model = TinyT5.Model();

        // When
        Train(plain, new CrossEntropy(), Options);
        Train(model, new CrossEntropy(), Options with { Tf32 = true }, progress);

        // Then: a processor has no such products
        Assert.True(during);
        Assert.False(backends.cuda.matmul.allow_tf32);
        Assert.Equal(TinyT5.Weights(plain), TinyT5.Weights(model));
    }

    private TrainingSummary Train(
        ITrainable model, Objective objective, TrainingOptions options, IProgressSink? progress = null)
    {
        IReadOnlyList<TokenizedPair> pairs = model is BertModel
            ? [.. TinyBert.Texts.Select(text => new TokenizedPair(text, [0]) { Value = 2 })]
            : TinyT5.Pairs(24);
        return new Trainer(objective).Run(
            model, pairs, [], options, 7, folder.Folder($"{Guid.NewGuid()}"), progress ?? SilentProgress.Instance,
            new FixedTimeProvider(), default);
    }
}
