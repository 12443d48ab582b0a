using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Selectors;

public class GatesTests
{
    private static readonly int[][] Source = [[5, 6, 7, 8, 9, 10, 1], [9, 1]];
    private static readonly int[][] Target = [[0, 7, 8, 9], [0, 4, 5, 6]];

    private static Tensor Logits(T5Model model, MaskTensors? masks = null) =>
        model.Logits(Ids.Rows(Source), Ids.Mask(Source), Ids.Rows(Target), masks);

    private static Gates Of(T5Config config, string method, double spread, int seed = 1)
    {
        var gates = new Gates(config, Enum.Parse<GateMethod>(method), seed, CPU);
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var generator = new Generator((ulong)seed);
        gates.Scores.copy_(empty(gates.Scores.shape).normal_(0.5, spread, generator).clamp(-4.6, 4.6));
        return gates;
    }

    public class TheExpectedSize
    {
        [Fact]
        public void Should_Be_The_Weights_Of_The_Layers_Where_Every_Gate_Is_Open()
        {
            // Given: d 16, heads 2 of 4, units 24; 4 x 16 x 8 an attention, 2 x 16 x 24 a feed-forward block, 3 x where gated
            using var scope = NewDisposeScope();
            using var plain = new Gates(TinyT5.Config, GateMethod.Cofi, 1, CPU);
            using var gated = new Gates(TinyT5.Gated, GateMethod.Nash, 1, CPU);

            // Then
            Assert.Equal(3 * (512 + 768), plain.Size(isDecoder: false));
            Assert.Equal(3 * (512 + 512 + 768), plain.Size(isDecoder: true));
            Assert.Equal(3 * (512 + 1152), gated.Size(isDecoder: false));
            Assert.Equal(plain.Size(false), plain.ExpectedSize(ones_like(plain.Scores), isDecoder: false).item<float>());
            Assert.Equal(plain.Size(true), plain.ExpectedSize(ones_like(plain.Scores), isDecoder: true).item<float>());
        }

        [Fact]
        public void Should_Multiply_The_Probabilities_Of_What_Lies_In_One_Another()
        {
            // Given: every gate open with probability 0.5
            using var scope = NewDisposeScope();
            using var cofi = new Gates(TinyT5.Config, GateMethod.Cofi, 1, CPU);
            using var nash = new Gates(TinyT5.Config, GateMethod.Nash, 1, CPU);

            // Then: dimension x layer x entry, and for NASH the entry alone
            Assert.Equal(0.125, cofi.ExpectedSize(full_like(cofi.Scores, 0.5), false).item<float>() / cofi.Size(false), 6);
            Assert.Equal(0.5, nash.ExpectedSize(full_like(nash.Scores, 0.5), false).item<float>() / nash.Size(false), 6);
            Assert.Equal(1, nash.ExpectedSize(full_like(nash.Scores, 0.5), true).item<float>() / nash.Size(true), 6);
        }

        [Fact]
        public void Should_Count_Heads_By_Their_Real_Width()
        {
            // Given: heads x d_kv is not d_model, as in FLAN-T5-small
            var config = TinyT5.Config with { NumHeads = 6, DKv = 4 };
            using var gates = new Gates(config, GateMethod.Nash, 1, CPU);
            using var model = TinyT5.Model(config: config);

            // Then: all matrices of the encoder's layers
            Assert.Equal(
                model.named_parameters().Where(p => p.name.StartsWith("encoder.block") && p.parameter.dim() == 2
                    && !p.name.Contains("relative")).Sum(p => p.parameter.numel()),
                gates.Size(isDecoder: false));
        }
    }

    public class Hardened
    {
        public static TheoryData<string, int, bool> Cases
        {
            get
            {
                var cases = new TheoryData<string, int, bool>();
                for (var seed = 1; seed <= 8; seed++)
                {
                    foreach (var method in Enum.GetNames<GateMethod>())
                        cases.Add(method, seed, seed % 2 == 0);
                }
                return cases;
            }
        }

        [Theory]
        [MemberData(nameof(Cases))]
        public void Should_Give_The_Same_Logits_Masked_And_Folded_And_Shrunk(string method, int seed, bool gated)
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyT5.Model(seed, gated ? TinyT5.Gated : TinyT5.Config);
            using var gates = Of(model.Config, method, 3, seed);
            var (mask, factors) = gates.Harden(new());

            // When
            var masked = Logits(model, factors);
            T5Fold.Apply(model, factors);
            using var smaller = model.Shrink(mask);
            smaller.eval();

            // Then
            Assert.False(mask.IsWhole);
            var tolerance = 1e-5f * (1 + masked.abs().max().item<float>());
            Assert.InRange((masked - Logits(smaller)).abs().max().item<float>(), 0, tolerance);
        }

        [Fact]
        public void Should_Shut_The_Lowest_Scores_Of_Each_Layer()
        {
            // Given: the first head of every layer at the lowest score, units untouched
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var gates = new Gates(TinyT5.Config, GateMethod.Nash, 1, CPU);
            for (var layer = 0; layer < 3; layer++)
                gates.Scores.narrow(0, layer * 26, 1).fill_(-4.6);

            // When
            var (mask, factors) = gates.Harden(new());

            // Then: of 24 units at 0.832 twenty stay, half open
            Assert.All(mask.Encoder.Layers, layer => Assert.Equal([1], layer.Heads.ToList()));
            Assert.All(mask.Encoder.Layers, layer => Assert.Equal(20, layer.Units.Count));
            Assert.Equal(0.5, factors.Encoder![0].Units!.max().item<float>(), 0.02);
            Assert.True(mask.Decoder!.IsWhole);
        }

        [Fact]
        public void Should_Be_Stock_T5_Where_Both_Stacks_Come_Out_Alike()
        {
            // Given: the last of two heads of every attention goes, half of the units
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyT5.Model();
            var importance = new LayerImportance([2, 1], [.. Enumerable.Range(0, 24).Select(i => (double)i)], [2, 1]);
            var whole = model.Config.KeepAll();
            StackMask Stack(StackMask stack, bool cross)
            {
                stack = stack.With(MaskPart.Heads, Keep(MaskPart.Heads, 1)).With(MaskPart.Units, Keep(MaskPart.Units, 12));
                return cross ? stack.With(MaskPart.CrossHeads, Keep(MaskPart.CrossHeads, 1)) : stack;
            }

            IReadOnlyList<KeptIndices> Keep(MaskPart part, int count) => WidthSelection.Keep(
                part, [.. Enumerable.Repeat(importance.Of(part), 3)], [.. Enumerable.Repeat(count, 3)], new(Uniform: true));

            // When
            using var smaller = model.Shrink(whole with
            {
                Encoder = Stack(whole.Encoder, false), Decoder = Stack(whole.Decoder!, true),
            });
            using var half = model.Shrink(whole with { Encoder = Stack(whole.Encoder, false) });

            // Then
            Assert.True(smaller.Config.IsStock);
            Assert.Equal((1, 12), (smaller.Config.NumHeads, smaller.Config.DFf));
            Assert.False(half.Config.IsStock);
        }
    }

    public class Training
    {
        private static GateTraining Nash(Gates gates) =>
            new(new CrossEntropy(), gates, new(GateMethod.Nash, 0.3) { LearningRate = 0.1 });

        private static TrainingSummary Run(
            T5Model model, GateTraining objective, int steps, string folder, int stopAfter = int.MaxValue)
        {
            using var stop = new CancellationTokenSource();
            var progress = new TrainerTests.Canceller(stop, stopAfter);
            return new Trainer(objective).Run(
                model, TinyT5.Pairs(64), TinyT5.Pairs(8, 2),
                new()
                {
                    MaxSteps = steps, BatchSize = 8, Epochs = 1000, LearningRate = 0.003, WeightDecay = 0, Threads = 1,
                    ValidateEvery = 0,
                },
                7, folder, progress, TimeProvider.System, stop.Token);
        }

        [Theory]
        [InlineData("Nash", 0.5)]
        [InlineData("Cofi", 0.6)]
        public void Should_Reach_The_Sparsity_That_Was_Asked_For(string method, double sparsity)
        {
            // Given
            using var folder = new TemporaryFolder();
            using var scope = NewDisposeScope();
            using var model = TinyT5.Model();
            var gates = new Gates(model.Config, Enum.Parse<GateMethod>(method), 1, CPU);
            using var objective = new GateTraining(
                new CrossEntropy(), gates, new(Enum.Parse<GateMethod>(method), sparsity) { LearningRate = 0.1 });

            // When
            var summary = Run(model, objective, 300, folder.Path);
            var (mask, factors) = gates.Harden(new());
            var before = model.Config.ParameterCount;
            using var smaller = model.Shrink(mask);

            // Then
            Assert.Equal(sparsity, summary.Sparsities[^1].Sparsity, 0.06);
            Assert.Equal(sparsity, summary.Sparsities[^1].Target, 6);
            Assert.True(summary.Sparsities[0].Target < 0.05);
            Assert.True(smaller.Config.ParameterCount < before);
        }

        [Fact]
        public void Should_End_With_The_Same_Gates_Where_It_Was_Stopped_And_Resumed()
        {
            // Given
            using var scope = NewDisposeScope();
            float[] Train(bool stopped)
            {
                using var folder = new TemporaryFolder();
                using var model = TinyT5.Model();
                var gates = new Gates(model.Config, GateMethod.Nash, 1, CPU);
                using var objective = Nash(gates);
                if (stopped)
                {
                    using var killed = TinyT5.Model();
                    var lost = new Gates(killed.Config, GateMethod.Nash, 1, CPU);
                    using var first = Nash(lost);
                    Assert.ThrowsAny<OperationCanceledException>(() => Run(killed, first, 30, folder.Path, stopAfter: 11));
                }
                Run(model, objective, 30, folder.Path);
                return gates.Scores.detach().data<float>().ToArray();
            }

            // Then
            Assert.Equal(Train(stopped: false), Train(stopped: true));
        }

        [Fact]
        public void Should_Leave_The_Embedding_As_It_Is()
        {
            // Given
            using var folder = new TemporaryFolder();
            using var scope = NewDisposeScope();
            using var model = TinyT5.Model();
            var before = TinyT5.Weights(model);
            using var objective = Nash(new Gates(model.Config, GateMethod.Nash, 1, CPU));

            // When
            Run(model, objective, 5, folder.Path);

            // Then
            Assert.Equal(before["shared.weight"], TinyT5.Weights(model)["shared.weight"]);
            Assert.NotEqual(
                before["encoder.block.0.layer.0.SelfAttention.q.weight"],
                TinyT5.Weights(model)["encoder.block.0.layer.0.SelfAttention.q.weight"]);
        }

        [Fact]
        public void Should_Refuse_A_Sparsity_That_So_Few_Steps_Cannot_Reach()
        {
            // Given: scores of units begin at 0, and ten steps of 0.01 hardly move them
            using var objective = new GateTraining(
                new CrossEntropy(), new Gates(TinyT5.Config, GateMethod.Nash, 1, CPU), new(GateMethod.Nash, 0.5));

            // Then
            Assert.Throws<PipelineException>(() => objective.RequireReachable(10));
            objective.RequireReachable(1000);

            // And: of auto's decoder, the option is named that asks for it
            using var auto = new GateTraining(
                new CrossEntropy(), new Gates(TinyT5.Config, GateMethod.Auto, 1, CPU),
                new(GateMethod.Auto, 0.01) { DecoderSparsity = 0.5 });
            Assert.Contains("decoder-layers", Assert.Throws<PipelineException>(() => auto.RequireReachable(10)).Message);
        }

        [Fact]
        public void Should_Stop_With_The_Step_Where_A_Gate_Is_No_Number()
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyT5.Model();
            var gates = new Gates(model.Config, GateMethod.Nash, 1, CPU);
            using var objective = new GateTraining(new CrossEntropy(), gates, new(GateMethod.Nash, 0.5));
            gates.Scores.narrow(0, 3, 1).fill_(float.NaN);

            // When
            var error = Assert.Throws<PipelineException>(() => objective.AfterStep(new(model, new(), 17, 100, 5)));

            // Then
            Assert.Contains("17", error.Message);
        }
    }
}
