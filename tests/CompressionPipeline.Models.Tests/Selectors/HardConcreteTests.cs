using CompressionPipeline.Models.Selectors;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Selectors;

public class HardConcreteTests
{
    private static readonly double[] Scores = [-4.6, -1.5986, 0, 2, 4.6];

    [Fact]
    public void Should_Keep_By_The_Formula_Of_The_Paper()
    {
        // Given: P(z > 0) = sigmoid(alpha - beta * ln(-a / b)), with a = -0.1, b = 1.1, beta = 2/3
        using var scope = NewDisposeScope();
        var scores = tensor(Scores.Select(score => (float)score).ToArray());

        // When
        var keep = HardConcrete.KeepProbability(scores).data<float>().ToArray();

        // Then: at -1.5986 even odds; at 0 the 0.832 of the paper's feed-forward units
        Assert.Equal(0.5, keep[1], 4);
        Assert.Equal(0.832, keep[2], 3);
        Assert.Equal(1 / (1 + Math.Exp(-2 - 1.5986)), keep[3], 4);
        Assert.All(Scores.Zip(keep), pair => Assert.Equal(HardConcrete.KeepProbability(pair.First), pair.Second, 5));
    }

    [Fact]
    public void Should_Sample_By_The_Formula_Of_The_Paper()
    {
        // Given: u = 0.5 has log odds of 0, u = 0.9 of ln 9
        using var scope = NewDisposeScope();
        var scores = tensor(new[] { 0f, 1f, -3f, 3f });
        var noise = tensor(new[] { 0f, (float)Math.Log(9), 0f, 0f });

        // When
        var sample = HardConcrete.Sample(scores, noise).data<float>().ToArray();

        // Then: sigmoid(x / beta) * 1.2 - 0.1, clamped
        double Expected(double x) => Math.Clamp((1 / (1 + Math.Exp(-x * 1.5)) * 1.2) - 0.1, 0, 1);
        Assert.Equal(0.5, sample[0], 5);
        Assert.Equal(Expected(1 + Math.Log(9)), sample[1], 5);
        Assert.Equal(0, sample[2]);
        Assert.Equal(1, sample[3]);
    }

    [Fact]
    public void Should_Open_As_Often_As_It_Says()
    {
        // Given
        using var scope = NewDisposeScope();
        var scores = full(20_000, (float)-1, ScalarType.Float32);

        // When
        var samples = HardConcrete.Sample(scores, HardConcrete.Noise(20_000, seed: 1, CPU)).data<float>().ToArray();

        // Then
        Assert.Equal(HardConcrete.KeepProbability(-1), samples.Count(value => value > 0) / 20_000.0, 0.02);
    }

    [Fact]
    public void Should_Draw_The_Same_Whatever_Others_Draw()
    {
        // Given
        using var scope = NewDisposeScope();
        var first = HardConcrete.Noise(8, seed: 3, CPU).data<float>().ToArray();

        // When
        manual_seed(3);
        rand(5);

        // Then
        Assert.Equal(first, HardConcrete.Noise(8, seed: 3, CPU).data<float>().ToArray());
        Assert.NotEqual(first, HardConcrete.Noise(8, seed: 4, CPU).data<float>().ToArray());
    }

    [Theory]
    [InlineData(new[] { 4.6f, 4.6f, 4.6f, 4.6f }, 4)]
    [InlineData(new[] { -4.6f, -4.6f, -4.6f, -4.6f }, 0)]
    [InlineData(new[] { 0f, 0f, 0f, 0f }, 3)] // 4 x 0.832 = 3.33 stay
    [InlineData(new[] { 4.6f, -4.6f, 4.6f, -4.6f }, 2)]
    public void Should_Keep_As_Many_As_Are_Expected(float[] scores, int kept) =>
        Assert.Equal(kept, HardConcrete.KeptCount(scores));

    [Fact]
    public void Should_Be_Half_Open_Where_Nothing_Was_Learnt()
    {
        Assert.Equal(0.5, HardConcrete.Open(0));
        Assert.Equal(1 / (1 + Math.Exp(-1.2)), HardConcrete.Open(1), 10); // 0.8 / (2/3) = 1.2
    }
}
