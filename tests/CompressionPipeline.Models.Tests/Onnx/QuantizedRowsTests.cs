using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.Tests.Onnx;

public static class QuantizedRowsTests
{
    private const int Rows = 3;

    [Theory]
    [InlineData(1), InlineData(5), InlineData(31), InlineData(32), InlineData(33), InlineData(100), InlineData(192)]
    [InlineData(256)]
    public static void Should_Be_Off_By_Half_A_Step_Of_The_Block_At_Most(int width)
    {
        // Given: rows of very different sizes
        var random = new Random(width);
        float[] weights = [.. Enumerable.Range(0, Rows * width).Select(
            i => (float)((random.NextDouble() - 0.5) * Math.Pow(10, i / width)))];

        // When
        var made = QuantizedRows.Of(weights, width);

        // Then
        var (size, blocks) = QuantizedRows.Blocks(width);
        Assert.Equal((Rows * blocks, Rows * blocks * size), (made.Scales.Length, made.Values.Length));
        for (var i = 0; i < weights.Length; i++)
        {
            var block = (i / width * blocks) + (i % width / size);
            var value = made.Values[(block * size) + (i % width % size)];
            Assert.Equal(weights[i], (value - 128) * made.Scales[block], made.Scales[block] * 0.501f);
        }
    }

    [Fact]
    public static void Should_Take_Weights_Without_A_Step_Between_Them_For_Zeros()
    {
        // When: the scale of so small weights is itself 0
        var made = QuantizedRows.Of([float.Epsilon, -float.Epsilon, 0], width: 3);

        // Then
        Assert.All(made.Values, value => Assert.Equal(128, value));
    }

    [Fact]
    public static void Should_Fill_Up_With_Zeros()
    {
        // When
        var made = QuantizedRows.Of([1, 2, 3], width: 3);

        // Then
        Assert.All(made.Values[3..], value => Assert.Equal(128, value));
    }
}
