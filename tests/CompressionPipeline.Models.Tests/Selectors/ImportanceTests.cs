using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.Tests.Bert;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Selectors;

public class ImportanceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_Measure_The_Length_Of_All_Weights_Of_A_Part(bool gated)
    {
        // Given: every weight 0 but those of one head, and of one unit
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = TinyT5.Model(config: gated ? TinyT5.Gated : TinyT5.Config);
        foreach (var (_, parameter) in model.named_parameters())
            parameter.zero_();
        var weights = model.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        weights["encoder.block.1.layer.0.SelfAttention.q.weight"].narrow(0, 4, 4).fill_(1); // head 1: 4 x 16
        weights["encoder.block.1.layer.0.SelfAttention.o.weight"].narrow(1, 4, 4).fill_(2); // 16 x 4, each squared 4
        weights["decoder.block.0.layer.2.DenseReluDense.wo.weight"].narrow(1, 7, 1).fill_(3); // unit 7: 16 x 9

        // When
        var importance = Importance.Magnitude(model);

        // Then
        Assert.Equal([0, Math.Sqrt(64 + 256)], importance.Encoder[1].Heads, (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(12, importance.Decoder[0].Units[7], 4);
        Assert.Equal(0, importance.Decoder[0].Units.Where((_, i) => i != 7).Max());
        Assert.Empty(importance.Encoder[0].CrossHeads);
        Assert.Equal(2, importance.Decoder[0].CrossHeads.Length);
    }

    [Fact]
    public void Should_Foretell_How_The_Loss_Changes_Where_A_Factor_Does()
    {
        // Given
        using var scope = NewDisposeScope();
        using var model = TinyT5.Model(3);
        var pairs = TinyT5.Pairs(8);
        const int Head = 1, Layer = 2;

        // When
        var importance = Importance.Taylor(model, [pairs], SilentProgress.Instance, default);

        // Then: as the central difference of the mean loss in that factor
        double Loss(double factor)
        {
            using var ungraded = no_grad();
            var layers = Enumerable.Range(0, 3).Select(i => new LayerMaskTensors(
                Heads: i == Layer ? tensor(new[] { 1f, (float)factor }) : null)).ToList();
            var batch = new T5Batch(pairs, model.Config);
            return CrossEntropy.Sum(model, batch, new MaskTensors(Encoder: layers)).item<float>() / batch.LabelCount;
        }

        var slope = Math.Abs(Loss(1.05) - Loss(0.95)) / 0.1;
        Assert.Equal(slope, importance.Encoder[Layer].Heads[Head], slope * 0.05 + 1e-4);
    }

    [Fact]
    public void Should_Sum_Squares_Of_The_Gradients_Of_Single_Examples()
    {
        // Given
        using var scope = NewDisposeScope();
        using var model = TinyT5.Model(3);
        var pairs = TinyT5.Pairs(4);
        const int Head = 1, Layer = 2;

        // When
        var importance = Importance.Fisher(model, pairs, SilentProgress.Instance, default);

        // Then: as the central differences of the loss of each example in that factor
        double Loss(TokenizedPair pair, double factor)
        {
            using var ungraded = no_grad();
            var layers = Enumerable.Range(0, 3).Select(i => new LayerMaskTensors(
                Heads: i == Layer ? tensor(new[] { 1f, (float)factor }) : null)).ToList();
            return CrossEntropy.Sum(model, new T5Batch([pair], model.Config), new MaskTensors(Encoder: layers)).item<float>();
        }

        var expected = pairs.Sum(pair => Math.Pow((Loss(pair, 1.05) - Loss(pair, 0.95)) / 0.1, 2));
        Assert.Equal(expected, importance.Encoder[Layer].Heads[Head], expected * 0.1 + 1e-4);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("roberta")]
    public void Should_Measure_The_Parts_Of_An_Encoder_Alone(string name)
    {
        // Given: every weight 0 but those of one head, and of one unit
        using var scope = NewDisposeScope();
        using var model = TinyBert.Model(TinyBert.Configs[name]);
        using (no_grad())
        {
            foreach (var (_, parameter) in model.named_parameters())
                parameter.zero_();
            var weights = model.named_parameters().ToDictionary(p => p.name, p => p.parameter);
            weights[$"{name}.encoder.layer.1.attention.self.value.weight"].narrow(0, 4, 4).fill_(2); // head 1: 4 x 16
            weights[$"{name}.encoder.layer.2.intermediate.dense.weight"].narrow(0, 7, 1).fill_(3); // unit 7: 1 x 16
        }

        // When
        var importance = Importance.Magnitude(model);

        // Then
        Assert.Equal([0, 16, 0, 0], importance.Encoder[1].Heads, (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(12, importance.Encoder[2].Units[7], 4);
        Assert.Empty(importance.Decoder);
    }
}
