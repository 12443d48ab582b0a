using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Masks;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Bert;

public static class BertShrinkTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var config in TinyBert.Configs.Keys)
            {
                for (var seed = 1; seed <= 25; seed++)
                    cases.Add(config, seed);
            }
            return cases;
        }
    }

    private static void AssertClose(Tensor expected, Tensor actual) =>
        Assert.InRange((actual - expected).abs().max().item<float>(), 0, 1e-5f);

    public class AShrunkModel
    {
        [Theory]
        [MemberData(nameof(Cases), MemberType = typeof(BertShrinkTests))]
        public void Should_Give_The_Logits_Of_The_Masked_One(string config, int seed)
        {
            // Given: random masks with blocks and layers of which nothing stays, and a second one on what the first leaves
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            var random = new Random(seed);
            using var whole = TinyBert.Model(TinyBert.Configs[config], seed);
            var mask = RandomMask.Of(whole.Config.KeepAll(), random, hidden: false);

            // When
            using var smaller = whole.Shrink(mask);
            smaller.eval();
            var again = RandomMask.Of(smaller.Config.KeepAll(), random, hidden: false);
            using var smallest = smaller.Shrink(again);
            smallest.eval();

            // Then
            AssertClose(TinyBert.Logits(whole, MaskTensors.From(mask)), TinyBert.Logits(smaller));
            AssertClose(TinyBert.Logits(smaller, MaskTensors.From(again)), TinyBert.Logits(smallest));
            Assert.Equal(smaller.Config.ParameterCount, smaller.parameters().Sum(parameter => parameter.numel()));
        }

        [Theory]
        [InlineData("bert")]
        [InlineData("roberta")]
        public void Should_Be_The_Embeddings_And_The_Classifier_Where_Nothing_Stays_Of_Any_Layer(string config)
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var whole = TinyBert.Model(TinyBert.Configs[config]);
            var kept = whole.Config.KeepAll();
            var nothing = kept with { Encoder = new(kept.Encoder.Kept,
                [.. kept.Encoder.Layers.Select(_ => new LayerMask(new(4, []), new(12, [])))]) };

            // When
            using var smaller = whole.Shrink(nothing);
            smaller.eval();

            // Then
            Assert.DoesNotContain(smaller.named_parameters(), weight => weight.name.Contains(".layer."));
            AssertClose(TinyBert.Logits(whole, MaskTensors.From(nothing)), TinyBert.Logits(smaller));
        }

        [Fact]
        public void Should_Load_Again_As_It_Was()
        {
            // Given
            using var folder = new TemporaryFolder();
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var whole = TinyBert.Model(TinyBert.Bert);
            using var smaller = whole.Shrink(RandomMask.Of(whole.Config.KeepAll(), new Random(3), hidden: false));
            smaller.eval();

            // When
            smaller.Save(folder.Path);
            using var loaded = BertCheckpoint.Load(folder.Path);
            loaded.eval();

            // Then
            Assert.Equal(smaller.Config, loaded.Config);
            Assert.True(TinyBert.Logits(loaded).allclose(TinyBert.Logits(smaller), rtol: 0, atol: 0));
        }

        [Fact]
        public void Should_Stay_A_Standard_Model_Where_All_Layers_Keep_All_Heads_And_As_Many_Units()
        {
            // Given
            using var whole = TinyBert.Model(TinyBert.Bert);
            var kept = whole.Config.KeepAll();
            LayerMask[] layers = [.. Enumerable.Range(0, 3).Select(i => new LayerMask(new(4), new(12, [i, i + 2, 11])))];

            // When
            using var smaller = whole.Shrink(kept with { Encoder = new(new(3, [0, 2]), layers) });

            // Then
            Assert.Equal(TinyBert.Bert with { NumHiddenLayers = 2, IntermediateSize = 3 }, smaller.Config);
        }

        [Fact]
        public void Should_Be_Refused_With_A_Mask_That_Does_Not_Fit()
        {
            // Given
            using var whole = TinyBert.Model(TinyBert.Bert);
            var kept = whole.Config.KeepAll();

            // Then
            Assert.Throws<ArgumentException>(() => whole.Shrink(TinyT5.Config.KeepAll()));
            Assert.Throws<ArgumentException>(() => whole.Shrink((TinyBert.Bert with { NumHiddenLayers = 2 }).KeepAll()));
            Assert.Throws<ArgumentException>(() => whole.Shrink(kept with { Hidden = new(16, [0, 1]) }));
        }
    }

    public class AMaskedModel
    {
        [Theory]
        [InlineData("bert")]
        [InlineData("roberta")]
        public void Should_Pass_By_A_Block_With_Its_Norm_Where_The_Mask_Takes_All_Of_It(string config)
        {
            // Given: the feed-forward block of the last layer, so that its input is seen at the end
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyBert.Model(TinyBert.Configs[config]);
            var (with, without) = (new List<Tensor>(), new List<Tensor>());
            var off = new LayerMaskTensors(zeros(0), zeros(0));

            // When
            TinyBert.Logits(model, states: with);
            TinyBert.Logits(model, new([new(), new(), off]), without);

            // Then
            Assert.Equal(3, without.Count);
            Assert.True(without[2].allclose(with[1], rtol: 0, atol: 0));
            Assert.False(with[2].allclose(with[1], rtol: 0, atol: 1e-2));
        }

        [Fact]
        public void Should_Keep_The_Biases_Behind_A_Mask_That_Leaves_Something()
        {
            // Given: one head and one unit whose own part is nearly nothing
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyBert.Model(TinyBert.Bert);
            var faint = new LayerMaskTensors(tensor([1e-9f, 0, 0, 0]), tensor([1e-9f, .. Enumerable.Repeat(0f, 11)]));
            var states = new List<Tensor>();

            // When
            TinyBert.Logits(model, new([faint, faint, faint]), states);

            // Then
            var weights = model.named_parameters().ToDictionary(p => p.name, p => p.parameter);
            Tensor Norm(Tensor x, string part) => nn.functional.layer_norm(
                x + weights[$"bert.encoder.layer.1.{part}.dense.bias"], [16],
                weights[$"bert.encoder.layer.1.{part}.LayerNorm.weight"], weights[$"bert.encoder.layer.1.{part}.LayerNorm.bias"],
                1e-12);
            AssertClose(Norm(Norm(states[0], "attention.output"), "output"), states[1]);
        }

        [Fact]
        public void Should_Let_Gradients_Reach_Soft_Masks()
        {
            // Given
            using var scope = NewDisposeScope();
            using var model = TinyBert.Model(TinyBert.Bert);
            var (heads, units) = (full(4, 0.5f).requires_grad_(), full(12, 0.5f).requires_grad_());

            // When
            var gradients = autograd.grad([TinyBert.Logits(model, new([new(heads, units), new(), new()])).pow(2).sum()],
                [heads, units]);

            // Then
            Assert.All(gradients, gradient => Assert.True(gradient.abs().min().item<float>() > 0));
        }
    }
}
