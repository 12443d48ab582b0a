using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public class ShrinkTests
{
    private static readonly int[][] Source = [[5, 6, 7, 8, 9, 10, 1], [9, 1]];
    private static readonly int[][] Target = [[0, 7, 8, 9], [0, 4, 5, 6]];

    private static readonly T5Config Wide = TinyT5.Config with { NumHeads = 4 };

    internal static readonly Dictionary<string, T5Config> Configs = new()
    {
        ["tied relu"] = Wide,
        ["untied gated"] = Wide with { FeedForwardProj = T5Config.GatedGelu, TieWordEmbeddings = false },
        ["tied gated, deep encoder"] = Wide with { FeedForwardProj = T5Config.GatedGelu, NumDecoderLayers = 1 },
        ["untied relu, deep decoder"] = Wide with { TieWordEmbeddings = false, NumLayers = 1, NumDecoderLayers = 4 },
    };

    public static TheoryData<string, int> Cases => Seeds(4);

    public static TheoryData<string, int> AHundred => Seeds(25);

    private static TheoryData<string, int> Seeds(int count)
    {
        var cases = new TheoryData<string, int>();
        foreach (var config in Configs.Keys)
        {
            for (var seed = 1; seed <= count; seed++)
                cases.Add(config, seed);
        }
        return cases;
    }

    private static Tensor Logits(T5Model model, MaskTensors? masks = null) =>
        model.Logits(Ids.Rows(Source), Ids.Mask(Source), Ids.Rows(Target), masks);

    private static void AssertClose(Tensor expected, Tensor actual) =>
        Assert.InRange((actual - expected).abs().max().item<float>(), 0, 1e-5f);

    public class AShrunkModel
    {
        [Theory]
        [MemberData(nameof(AHundred), MemberType = typeof(ShrinkTests))]
        public void Should_Give_The_Logits_Of_The_Masked_One(string config, int seed)
        {
            // Given: random masks, and a second one on what the first leaves
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            var random = new Random(seed);
            using var whole = TinyT5.Model(seed, Configs[config]);
            var mask = RandomMask.Of(whole.Config.KeepAll(), random);

            // When
            using var smaller = whole.Shrink(mask);
            smaller.eval();
            var again = RandomMask.Of(smaller.Config.KeepAll(), random);
            using var smallest = smaller.Shrink(again);
            smallest.eval();

            // Then
            AssertClose(Logits(whole, MaskTensors.From(mask)), Logits(smaller));
            AssertClose(Logits(smaller, MaskTensors.From(again)), Logits(smallest));
        }

        [Theory]
        [MemberData(nameof(Cases), MemberType = typeof(ShrinkTests))]
        public void Should_Be_The_Same_Where_The_Whole_One_Gives_Back_Its_Memory(string config, int seed)
        {
            // Given
            using var whole = TinyT5.Model(seed, Configs[config]);
            var mask = RandomMask.Of(whole.Config.KeepAll(), new Random(seed));

            // When
            using var smaller = whole.Shrink(mask);
            using var released = whole.Shrink(mask, release: true);

            // Then
            var pairs = smaller.parameters().Zip(released.parameters());
            Assert.All(pairs, pair => Assert.Equal(pair.First.data<float>().ToArray(), pair.Second.data<float>().ToArray()));
            Assert.All(whole.named_parameters(), p => Assert.Equal(0, p.parameter.numel()));
        }

        [Theory]
        [MemberData(nameof(Cases), MemberType = typeof(ShrinkTests))]
        public void Should_Decode_Step_By_Step_As_The_Masked_One(string config, int seed)
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var whole = TinyT5.Model(seed, Configs[config]);
            var mask = RandomMask.Of(whole.Config.KeepAll(), new Random(seed));
            using var smaller = whole.Shrink(mask);
            smaller.eval();

            // When
            var expected = Logits(whole, MaskTensors.From(mask));
            var masked = Steps(whole, MaskTensors.From(mask));
            var shrunk = Steps(smaller, null);

            // Then
            AssertClose(expected, masked);
            AssertClose(expected, shrunk);
        }

        [Theory]
        [MemberData(nameof(Cases), MemberType = typeof(ShrinkTests))]
        public void Should_Have_The_Parameters_Of_Its_Configuration_And_Load_Again(string config, int seed)
        {
            // Given
            using var folder = new TemporaryFolder();
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var whole = TinyT5.Model(seed, Configs[config]);

            // When
            using var smaller = whole.Shrink(RandomMask.Of(whole.Config.KeepAll(), new Random(seed)));
            smaller.eval();
            smaller.Save(folder.Path);
            using var loaded = T5Checkpoint.Load(folder.Path);
            loaded.eval();

            // Then
            Assert.Equal(smaller.Config.ParameterCount, smaller.parameters().Sum(parameter => parameter.numel()));
            Assert.True(smaller.Config.ParameterCount < whole.Config.ParameterCount);
            Assert.Equal(smaller.Config, loaded.Config);
            Assert.True(Logits(loaded).allclose(Logits(smaller), rtol: 0, atol: 0));
        }

        [Theory]
        [InlineData("0 2", "0 1 2")]
        [InlineData("0 1 2", "0 2")]
        [InlineData("0", "2")]
        [InlineData("1 2", "1")]
        public void Should_Be_The_Sub_Network_Of_The_Kept_Layers(string encoder, string decoder)
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var whole = TinyT5.Model(config: TinyT5.Gated);

            // When
            using var smaller = whole.Shrink(TinyT5.Layers(TinyT5.Gated, Indices(encoder), Indices(decoder)));
            smaller.eval();

            // Then
            Skip(whole, "encoder", Indices(encoder));
            Skip(whole, "decoder", Indices(decoder));
            AssertClose(Logits(whole), Logits(smaller));
        }

        [Fact]
        public void Should_Stay_A_Standard_T5_Where_All_Layers_Keep_As_Much()
        {
            // Given: three of four heads, other ones in the encoder than in the decoder, and half of units and width
            using var whole = TinyT5.Model(config: Wide);
            var kept = Wide.KeepAll();
            StackMask Narrow(StackMask stack, int[] heads) => new(stack.Kept, [.. stack.Layers.Select(layer => new LayerMask(
                new(4, heads), new(24, [.. Enumerable.Range(6, 12)]), layer.CrossHeads is null ? null : new(4, [0, 1, 3])))]);

            // When
            using var smaller = whole.Shrink(new(
                Narrow(kept.Encoder, [0, 2, 3]), Narrow(kept.Decoder!, [1, 2, 3]), new(16, [.. Enumerable.Range(0, 8)])));

            // Then
            Assert.Equal(Wide with { NumHeads = 3, DFf = 12, DModel = 8, LayerNormEpsilon = 2e-6 }, smaller.Config);
        }

        [Fact]
        public void Should_Lose_Parameters_Keys_And_Bytes()
        {
            // Given
            using var folder = new TemporaryFolder();
            using var whole = TinyT5.Model();

            // When
            using var smaller = whole.Shrink(TinyT5.Layers(TinyT5.Config, [0, 1, 2], [0]));
            whole.Save(folder.Folder("whole"));
            smaller.Save(folder.Folder("smaller"));

            // Then
            Assert.Equal((3, 1), (smaller.Config.NumLayers, smaller.Config.NumDecoderLayers));
            Assert.DoesNotContain(
                smaller.named_parameters(), p => p.name.StartsWith("decoder.block.1", StringComparison.Ordinal));
            var (before, after) = (FileSize(folder.File("whole")), FileSize(folder.File("smaller")));
            Assert.InRange(before - after, 4 * (whole.Config.ParameterCount - smaller.Config.ParameterCount), before);
        }

        [Fact]
        public void Should_Have_Weights_Of_Its_Own()
        {
            // Given
            using var whole = TinyT5.Model();
            var before = TinyT5.Weights(whole);

            // When
            using var smaller = whole.Shrink(TinyT5.Layers(TinyT5.Config, [0], [0]));
            TinyT5.Train(smaller, TinyT5.Pairs(4), 1, 0.01);

            // Then
            Assert.Equal(before, TinyT5.Weights(whole));
        }

        [Fact]
        public void Should_Be_Refused_With_The_Mask_Of_Another_Model()
        {
            // Given
            using var whole = TinyT5.Model();

            // Then
            Assert.Throws<ArgumentException>(() => whole.Shrink(Wide.KeepAll()));
            Assert.Throws<ArgumentException>(() => whole.Shrink((TinyT5.Config with { NumLayers = 2 }).KeepAll()));
            Assert.Throws<ArgumentException>(() => whole.Shrink(TinyT5.Config.KeepAll() with { Decoder = null }));
        }

        private static Tensor Steps(T5Model model, MaskTensors? masks)
        {
            var memory = model.Encode(Ids.Rows(Source), Ids.Mask(Source), masks);
            using var cache = model.StartDecoding(memory, Ids.Mask(Source), masks);
            return stack(Target[0].Zip(Target[1], (one, two) => model.DecodeStep(Ids.Rows([[one], [two]]), cache)).ToList(), 1);
        }

        private static int[] Indices(string text) => [.. text.Split(' ').Select(int.Parse)];

        private static long FileSize(string folder) => new FileInfo(Path.Combine(folder, ModuleWeights.FileName)).Length;

        // A layer whose outputs are all zero adds nothing: the residual stream passes it by.
        private static void Skip(T5Model model, string stack, int[] kept)
        {
            foreach (var (name, parameter) in model.named_parameters())
            {
                var parts = name.Split('.');
                if (parts[0] == stack && parts[1] == "block" && !kept.Contains(int.Parse(parts[2])) && parts[^2] is "o" or "wo")
                    parameter.zero_();
            }
        }
    }

    public class AMaskedModel
    {
        [Fact]
        public void Should_Be_The_Whole_Model_To_The_Bit_Where_Every_Factor_Is_One()
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyT5.Model(config: TinyT5.Gated);
            var layer = new LayerMaskTensors(ones(2), ones(24), ones(2));

            // When
            var logits = Logits(model, new([layer, layer, layer], [layer, layer, layer], ones(16)));

            // Then
            Assert.True(logits.allclose(Logits(model), rtol: 0, atol: 0));
        }

        [Fact]
        public void Should_Let_Gradients_Reach_Soft_Masks()
        {
            // Given
            using var scope = NewDisposeScope();
            using var model = TinyT5.Model(config: TinyT5.Gated);
            var (heads, units) = (full(2, 0.5f).requires_grad_(), full(24, 0.5f).requires_grad_());
            var layer = new LayerMaskTensors(heads, units);

            // When
            var gradients = autograd.grad([Logits(model, new([layer, new(), new()])).sum()], [heads, units]);

            // Then
            Assert.All(gradients, gradient => Assert.True(gradient.abs().min().item<float>() > 0));
        }

        [Fact]
        public void Should_Be_The_Model_With_The_Factors_In_Its_Weights()
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyT5.Model();
            var layer = new LayerMaskTensors(Units: linspace(0, 1, 24));
            var masked = Logits(model, new([layer, new(), new()]));

            // When
            var wo = model.named_parameters().Single(p => p.name == "encoder.block.0.layer.1.DenseReluDense.wo.weight").parameter;
            wo.mul_(layer.Units!);

            // Then
            AssertClose(masked, Logits(model));
        }
    }
}
