using CompressionPipeline.Models.Bert;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Bert;

public static class BertModelTests
{
    public class TheConstructor
    {
        [Theory]
        [InlineData("bert-nano")]
        [InlineData("roberta-base")]
        public void Should_Name_And_Shape_Its_Weights_As_The_Checkpoint_Does(string shape)
        {
            // Given
            var config = BertConfig.Shape(shape) with { NumHiddenLayers = 1 };
            using var model = new BertModel(config, new Device(TorchSharp.DeviceType.META));

            // When
            var lines = model.named_parameters()
                .Select(p => $"{p.name} [{string.Join(", ", p.parameter.shape)}]")
                .Order(StringComparer.Ordinal);

            // Then
            Approve.Text(string.Join('\n', lines) + "\n", $"{shape}.weights");
        }

        [Theory]
        [InlineData("bert-base-cased", 108_311_810)]
        [InlineData("roberta-base", 124_647_170)]
        public void Should_Have_The_Parameters_Of_The_Published_Model(string shape, long parameters)
        {
            // Given
            using var model = new BertModel(BertConfig.Shape(shape), new Device(TorchSharp.DeviceType.META));

            // Then
            Assert.Equal(parameters, model.parameters().Sum(parameter => parameter.numel()));
        }
    }

    public class TheLogitsMethod
    {
        [Theory]
        [InlineData("bert")]
        [InlineData("roberta")]
        public void Should_Not_Look_At_What_Fills_A_Text_Up(string config)
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyBert.Model(TinyBert.Configs[config]);
            Tensor Logits(params int[][] rows) => model.Logits(TinyBert.Rows(model.Config, rows), Ids.Mask(rows), null);

            // When
            var together = Logits(TinyBert.Texts)[1];
            var alone = Logits(TinyBert.Texts[1])[0];

            // Then
            Assert.True(together.allclose(alone, rtol: 0, atol: 1e-5));
        }

        [Fact]
        public void Should_Tell_A_Second_Text_From_A_First_One()
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyBert.Model(TinyBert.Bert);
            int[][] text = [[2, 5, 3, 6, 3]];
            Tensor Logits(Tensor? types) => model.Logits(Ids.Rows(text), Ids.Mask(text), types);

            // Then
            Assert.True(Logits(null).allclose(Logits(zeros([1, 5], ScalarType.Int64)), rtol: 0, atol: 0));
            Assert.False(Logits(null).allclose(Logits(tensor(new long[] { 0, 0, 0, 1, 1 }).unsqueeze(0)), rtol: 0, atol: 1e-3));
        }

        [Theory]
        [InlineData("bert")]
        [InlineData("roberta")]
        public void Should_Drop_Activations_Only_While_Training(string config)
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var model = TinyBert.Model(TinyBert.Configs[config] with { HiddenDropoutProb = 0.3,
                AttentionProbsDropoutProb = 0.3 });

            // When
            var (first, second) = (TinyBert.Logits(model), TinyBert.Logits(model));
            model.train();
            var (third, fourth) = (TinyBert.Logits(model), TinyBert.Logits(model));

            // Then
            Assert.True(first.allclose(second, rtol: 0, atol: 0));
            Assert.False(third.allclose(fourth, rtol: 0, atol: 1e-3));
        }

        [Theory]
        [InlineData("bert")]
        [InlineData("roberta")]
        public void Should_Leave_No_Tensor_Behind(string config)
        {
            // Given
            using var model = TinyBert.Model(TinyBert.Configs[config]);
            model.train();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var before = Tensor.TotalCount;

            // When
            using (NewDisposeScope())
            {
                // A layer that is passed by as a whole gives the same state again.
                TinyBert.Logits(model, new([new(ones(4)), new(zeros(4), zeros(12)), new()]), new List<Tensor>()).sum().backward();
                model.Encode(TinyBert.Rows(model.Config, TinyBert.Texts), Ids.Mask(TinyBert.Texts), null,
                    states: new List<Tensor>());
            }
            model.zero_grad(set_to_none: true);

            // Then
            Assert.Equal(before, Tensor.TotalCount);
        }
    }
}
