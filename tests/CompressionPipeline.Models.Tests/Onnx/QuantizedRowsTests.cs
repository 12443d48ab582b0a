using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.Tests.Onnx;

public static class QuantizedRowsTests
{
    private const int Rows = 3;

    [Theory]
    [InlineData(1), InlineData(5), InlineData(31), InlineData(32), InlineData(33), InlineData(100), InlineData(256)]
    public static void Should_Be_Off_By_Half_A_Step_Of_The_Block_At_Most(int width)
    {
        // Given: rows of very different sizes
        var random = new Random(width);
        float[] weights = [.. Enumerable.Range(0, Rows * width).Select(
            i => (float)((random.NextDouble() - 0.5) * Math.Pow(10, i / width)))];

        // When
        var made = QuantizedRows.Of(weights, width);

        // Then
        var blocks = QuantizedRows.Blocks(width);
        Assert.Equal((Rows * blocks, Rows * blocks * QuantizedRows.Block), (made.Scales.Length, made.Values.Length));
        for (var i = 0; i < weights.Length; i++)
        {
            var block = (i / width * blocks) + (i % width / QuantizedRows.Block);
            var value = made.Values[(block * QuantizedRows.Block) + (i % width % QuantizedRows.Block)];
            Assert.Equal(weights[i], (value - 128) * made.Scales[block], made.Scales[block] * 0.501f);
        }
    }

    [Fact]
    public static void Should_Fill_Up_With_Zeros()
    {
        // When
        var made = QuantizedRows.Of([1, 2, 3], width: 3);

        // Then
        Assert.All(made.Values[3..], value => Assert.Equal(128, value));
    }

    [Fact]
    public static void Should_Not_Hide_What_Is_No_Number()
    {
        // When
        var made = QuantizedRows.Of([0, 0, float.NaN, 1], width: 2);

        // Then
        Assert.Equal(0, made.Scales[0]);
        Assert.Equal(float.NaN, made.Scales[1]);
    }
}
