using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using TestKit;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public sealed class ObjectiveTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        BatchSize = 8, MaxSteps = 3, LearningRate = 0.01, WeightDecay = 0, ValidateEvery = 0, CheckpointEvery = 2, Threads = 1,
    };

    private readonly TemporaryFolder folder = new();
    private int runs;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    public void Should_Add_Up_The_Gradients_Of_Several_Passes(int threads, int parts)
    {
        // Given: twice half the loss
        using var gates = new Gates();
        using var expected = TinyT5.Model();
        using var model = TinyT5.Model();

        // When
        Train(new CrossEntropy(), expected);
        Train(gates, model, Options with { Threads = threads, AccumulationSteps = parts });

        // Then
        using var scope = NewDisposeScope();
        Assert.All(
            expected.parameters().Zip(model.parameters()),
            pair => Assert.True(pair.First.allclose(pair.Second, rtol: 0, atol: 2e-4)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    public void Should_Update_Parameters_Of_Its_Own_At_Their_Own_Rates(int threads, int parts)
    {
        // Given
        using var gates = new Gates();
        using var model = TinyT5.Model();

        // When
        Train(gates, model, Options with { MaxSteps = 1, Threads = threads, AccumulationSteps = parts });

        // Then: AdamW's first update is the rate itself; the gates descend, the multiplier ascends
        Assert.All(gates.Values, value => Assert.Equal(-0.05, value, tolerance: 1e-5));
        Assert.Equal(1.1, gates.Multiplier, tolerance: 1e-5);
    }

    [Fact]
    public void Should_Clamp_After_Each_Step()
    {
        // Given
        using var gates = new Gates();
        using var model = TinyT5.Model();

        // When
        Train(gates, model);

        // Then
        Assert.All(gates.Values, value => Assert.Equal(Gates.Least, value));
    }

    [Fact]
    public void Should_Resume_Parameters_Of_Its_Own_Bit_For_Bit()
    {
        // Given
        using var whole = new Gates();
        using var expected = TinyT5.Model();
        Train(whole, expected);
        using (var killed = new Gates())
        using (var model = TinyT5.Model())
        using (var stop = new CancellationTokenSource())
        {
            killed.Stepped = number =>
            {
                if (number == 2)
                    stop.Cancel();
            };
            Assert.ThrowsAny<OperationCanceledException>(() => Train(killed, model, name: "killed", cancellation: stop.Token));
        }

        // When
        using var gates = new Gates();
        using var resumed = TinyT5.Model();
        var summary = Train(gates, resumed, name: "killed");

        // Then
        Assert.Equal(2, summary.ResumedFrom);
        Assert.Equal(whole.Values, gates.Values);
        Assert.Equal(whole.Multiplier, gates.Multiplier);
        Assert.Equal(TinyT5.Weights(expected), TinyT5.Weights(resumed));
    }

    [Fact]
    public void Should_Not_Resume_Another_Objective()
    {
        // Given
        using var stop = new CancellationTokenSource();
        using var gates = new Gates { Stepped = _ => stop.Cancel() };
        using var model = TinyT5.Model();
        Assert.ThrowsAny<OperationCanceledException>(() => Train(gates, model, name: "run", cancellation: stop.Token));

        // When
        using var other = TinyT5.Model();
        var summary = Train(new CrossEntropy(), other, name: "run");

        // Then
        Assert.Equal(0, summary.ResumedFrom);
    }

    [Fact]
    public void Should_Leave_Weights_That_No_Pass_Used()
    {
        // Given
        using var gates = new Gates { IgnoresModel = true };
        using var model = TinyT5.Model();
        var before = TinyT5.Weights(model);

        // When
        Train(gates, model);

        // Then
        Assert.Equal(before, TinyT5.Weights(model));
        Assert.All(gates.Values, value => Assert.Equal(Gates.Least, value));
    }

    [Fact]
    public void Should_Freeze_Weights_That_No_Group_Holds()
    {
        // Given
        using var model = TinyT5.Model();
        var before = TinyT5.Weights(model);

        // When
        Train(new FrozenEmbedding(), model);

        // Then
        var after = TinyT5.Weights(model);
        Assert.All(before, weight => Assert.Equal(weight.Key == "shared.weight", weight.Value.SequenceEqual(after[weight.Key])));
    }

    [Fact]
    public void Should_Not_Clip_A_Group_That_Asks_Not_To_Be()
    {
        // Given: a limit that hardly lets the model move
        using var gates = new Gates();
        using var model = TinyT5.Model();

        // When
        Train(gates, model, Options with { MaxSteps = 1, MaxGradientNorm = 1e-9 });

        // Then
        Assert.All(gates.Values, value => Assert.Equal(-0.05, value, tolerance: 1e-5));
    }

    private TrainingSummary Train(
        Objective objective, T5Model model, TrainingOptions? options = null, string? name = null,
        CancellationToken cancellation = default) =>
        new Trainer(objective).Run(
            model, TinyT5.Pairs(24), [], options ?? Options, 7, folder.Folder(name ?? $"{objective.Fingerprint}-{runs++}"),
            SilentProgress.Instance, new FixedTimeProvider(), cancellation);

    /// <summary>
    /// Like gates with a Lagrangian: two passes a step, parameters with rates of their own, one of which ascends, and a limit
    /// after each step. The sum's gradient is a broadcast view, as many penalties' are.
    /// </summary>
    private sealed class Gates : Objective
    {
        public const float Least = -0.12f;

        private readonly Parameter gates = new(zeros(4));
        private readonly Parameter multiplier = new(ones(1));

        public bool IgnoresModel { get; init; }

        public Action<long> Stepped { get; set; } = _ => { };

        public override string Fingerprint => "gates";

        public float[] Values => gates.detach().data<float>().ToArray();

        public double Multiplier => multiplier.detach().data<float>()[0];

        public override IReadOnlyList<ParameterGroup> Groups(ITrainable model) =>
        [
            .. base.Groups(model),
            new([("gates", gates)]) { LearningRate = 0.05, Clips = false },
            new([("multiplier", multiplier)]) { LearningRate = -0.1, Clips = false },
        ];

        public override void Compute(StepContext step, Batch batch, Action<Tensor> backward)
        {
            using var share = ((double)batch.Labels(CPU).numel() / step.Labels).ToScalar();
            var penalty = multiplier.mul(gates.sum().add(Scalars.Of(1), Scalars.Of(1))).mul(share);
            backward(IgnoresModel ? penalty : penalty.Plus(Half(step, batch)));
            if (!IgnoresModel)
                backward(Half(step, batch));
        }

        public override void AfterStep(StepContext step)
        {
            gates.clamp_min_(Scalars.Of(Least));
            Stepped(step.Number);
        }

        public override void Dispose()
        {
            gates.Dispose();
            multiplier.Dispose();
        }

        private static Tensor Half(StepContext step, Batch batch)
        {
            using var twice = (2 * step.Labels).ToScalar();
            return CrossEntropy.Sum(step.Model, batch).div(twice);
        }
    }

    private sealed class FrozenEmbedding : Objective
    {
        public override string Fingerprint => "frozen";

        public override IReadOnlyList<ParameterGroup> Groups(ITrainable model) =>
            [new([.. model.Module.named_parameters().Where(p => p.name != "shared.weight")])];

        public override void Compute(StepContext step, Batch batch, Action<Tensor> backward) =>
            backward(CrossEntropy.Sum(step.Model, batch));
    }
}
