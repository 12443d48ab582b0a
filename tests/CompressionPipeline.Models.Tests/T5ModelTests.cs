using CompressionPipeline.Models.T5;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public class T5ModelTests
{
    private static readonly int[][] Source = [[5, 6, 7, 8, 1], [9, 1]];
    private static readonly int[][] Target = [[0, 7, 8], [0, 9, 4]];

    public class TheConstructor
    {
        [Theory]
        [InlineData("t5-small")]
        [InlineData("flan-t5-small")]
        [InlineData("docs-mini")]
        public void Should_Name_And_Shape_Its_Weights_As_The_Checkpoint_Does(string shape)
        {
            // Given
            using var model = new T5Model(T5Config.Shape(shape), META);

            // When
            var lines = model.named_parameters()
                .Select(p => $"{p.name} [{string.Join(", ", p.parameter.shape)}]")
                .Order(StringComparer.Ordinal);

            // Then
            Approve.Text(string.Join('\n', lines) + "\n", $"{shape}.weights");
        }

        [Theory]
        [InlineData("flan-t5-base")]
        [InlineData("flan-t5-large")]
        [InlineData("docs-mini")]
        [InlineData("tiny")]
        public void Should_Have_As_Many_Parameters_As_The_Formula_Says(string shape)
        {
            // Given
            var config = T5Config.Shape(shape) with { NumDecoderLayers = 3 };
            using var model = new T5Model(config, META);

            // Then
            Assert.Equal(config.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));
        }

        private static readonly Device META = new(TorchSharp.DeviceType.META);
    }

    public class TheInitializeMethod
    {
        [Fact]
        public void Should_Give_The_Same_Weights_For_The_Same_Seed_And_Others_For_Another()
        {
            // Given
            using var first = TinyT5.Model(seed: 5);
            using var second = TinyT5.Model(seed: 5);
            using var third = TinyT5.Model(seed: 6);

            // Then
            Assert.Equal(TinyT5.Weights(first), TinyT5.Weights(second));
            Assert.NotEqual(TinyT5.Weights(first), TinyT5.Weights(third));
        }

        [Fact]
        public void Should_Spread_The_Weights_By_Hugging_Faces_Rules()
        {
            // Given
            var config = TinyT5.Config with { DModel = 128, DKv = 32, NumHeads = 2, DFf = 512, VocabSize = 512 };

            // When
            using var model = T5Model.Initialize(config, seed: 1);
            var weights = model.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach());
            double Spread(string name) => weights[name].std().item<float>();

            // Then
            Assert.Equal(1.0, Spread("shared.weight"), tolerance: 0.02);
            Assert.Equal(Math.Pow(128 * 32, -0.5), Spread("encoder.block.1.layer.0.SelfAttention.q.weight"), tolerance: 0.001);
            Assert.Equal(Math.Pow(128, -0.5), Spread("decoder.block.1.layer.1.EncDecAttention.k.weight"), tolerance: 0.003);
            Assert.Equal(Math.Pow(64, -0.5), Spread("decoder.block.1.layer.0.SelfAttention.o.weight"), tolerance: 0.003);
            Assert.Equal(Math.Pow(512, -0.5), Spread("encoder.block.0.layer.1.DenseReluDense.wo.weight"), tolerance: 0.001);
            Assert.Equal(1.0, weights["encoder.final_layer_norm.weight"].min().item<float>());
        }
    }

    public class TheForwardMethod
    {
        [Fact]
        public void Should_Not_Look_At_What_Fills_A_Source_Up()
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyT5.Model();

            // When
            var together = model.Logits(Ids.Rows(Source), Ids.Mask(Source), Ids.Rows(Target))[1];
            var alone = model.Logits(Ids.Rows([Source[1]]), Ids.Mask([Source[1]]), Ids.Rows([Target[1]]))[0];

            // Then
            Assert.True(together.allclose(alone, rtol: 0, atol: 1e-5));
        }

        [Fact]
        public void Should_Not_Look_At_Later_Target_Tokens()
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyT5.Model();

            // When
            var one = model.Logits(Ids.Rows([[5, 1]]), Ids.Mask([[5, 1]]), Ids.Rows([[0, 7, 8]]));
            var other = model.Logits(Ids.Rows([[5, 1]]), Ids.Mask([[5, 1]]), Ids.Rows([[0, 7, 30]]));

            // Then
            Assert.True(one[0, 1].allclose(other[0, 1], rtol: 0, atol: 1e-6));
            Assert.False(one[0, 2].allclose(other[0, 2], rtol: 0, atol: 1e-3));
        }

        [Fact]
        public void Should_Drop_Activations_Only_While_Training()
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyT5.Model(config: TinyT5.Config with { DropoutRate = 0.5 });
            Tensor Logits() => model.Logits(Ids.Rows(Source), Ids.Mask(Source), Ids.Rows(Target));

            // When
            var (first, second) = (Logits(), Logits());
            model.train();
            var (third, fourth) = (Logits(), Logits());

            // Then
            Assert.True(first.allclose(second, rtol: 0, atol: 0));
            Assert.False(third.allclose(fourth, rtol: 0, atol: 1e-3));
        }
    }

    public class TheDecodeStepMethod
    {
        [Fact]
        public void Should_Say_What_The_Whole_Target_At_Once_Says()
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyT5.Model(config: TinyT5.Gated);
            int[][] target = [[0, 7, 8, 9, 10, 11, 12, 13, 14, 15], [0, 4, 4, 5, 5, 6, 6, 7, 7, 8]];
            var whole = model.Logits(Ids.Rows(Source), Ids.Mask(Source), Ids.Rows(target));

            // When
            using var cache = model.StartDecoding(model.Encode(Ids.Rows(Source), Ids.Mask(Source)), Ids.Mask(Source));
            var steps = Enumerable.Range(0, 10).Select(t => model.DecodeStep(Ids.Rows([[target[0][t]], [target[1][t]]]), cache))
                .ToList();

            // Then
            Assert.True(stack(steps, 1).allclose(whole, rtol: 0, atol: 1e-5));
        }
    }

    public class ATiedHead
    {
        [Fact]
        public void Should_Move_With_The_Embedding_In_An_Update()
        {
            // Given
            using var scope = NewDisposeScope();
            using var model = TinyT5.Model();
            var hidden = ones(1, TinyT5.Config.DModel);
            var before = model.Head(hidden).detach().clone();

            // When
            TinyT5.Train(model, TinyT5.Pairs(4), 1, 0.01);

            // Then
            var shared = model.named_parameters().Single(p => p.name == "shared.weight").parameter;
            Assert.False(model.Head(hidden).allclose(before, rtol: 0, atol: 1e-3));
            Assert.True(model.Head(hidden).allclose(nn.functional.linear(hidden * 0.25, shared), rtol: 0, atol: 1e-6));
            Assert.DoesNotContain(model.named_parameters(), p => p.name.StartsWith("lm_head", StringComparison.Ordinal));
        }
    }
}
