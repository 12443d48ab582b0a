using System.Numerics.Tensors;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tests;

public sealed class ScreenedHeadTests
{
    public static TheoryData<int, int, double> Shapes => new()
    {
        { 1, 1, 1 }, { 7, 3, 1 }, { 100, 16, 1 }, { 999, 33, 1 }, { 4096, 128, 1 }, { 2500, 515, 1 },
        { 500, 40, 1e-42 }, { 500, 40, 1e-20 },
        { 500, 40, 1e15 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Should_Find_The_First_Of_The_Largest_Logits(int rows, int width, double size)
    {
        // Given: rows of unlike lengths, some of them twice, one of zeros
        var random = new Random(rows);
        var weights = Numbers(random, rows * width, size);
        for (var row = 0; row < rows; row++)
            Scale(weights.AsSpan(row * width, width), (float)Math.Exp(random.NextDouble()));
        for (var row = 1; row < rows; row += 3)
            weights.AsSpan(row / 2 * width, width).CopyTo(weights.AsSpan(row * width));
        weights.AsSpan(rows / 2 * width, width).Clear();
        var head = new ScreenedHead(weights, rows, threads: 2);

        for (var trial = 0; trial < 20; trial++)
        {
            // When: every third state lies along a row, where its copies are as good
            var state = trial % 3 == 0 && trial > 0
                ? weights.AsSpan(random.Next(rows) * width, width).ToArray()
                : Numbers(random, width, 1);
            var forbidden = trial % 2 == 0 && rows > 1 ? random.Next(rows) : (int?)null;

            // Then
            Assert.Equal(Expected(weights, state, rows, forbidden), Best(head, state, forbidden));
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Should_Find_The_Same_For_States_Together_As_For_Each_Alone(int rows, int width, double size)
    {
        // Given
        var random = new Random(rows);
        var weights = Numbers(random, rows * width, size);
        var head = new ScreenedHead(weights, rows, threads: 2);
        for (var count = 2; count <= 9; count++)
        {
            var states = Numbers(random, count * width, 1);

            // When
            var best = new long[count];
            head.Best(states, forbidden: null, best);

            // Then
            Assert.Equal(states.Chunk(width).Select(state => (long)Expected(weights, state, rows, forbidden: null)), best);
        }
    }

    [Fact]
    public void Should_Take_The_First_Where_All_Are_Equal()
    {
        // Given
        var head = new ScreenedHead(Numbers(new Random(1), 50 * 8, 1), 50, threads: 1);

        // Then
        Assert.Equal(0, Best(head, new float[8], forbidden: null));
        Assert.Equal(1, Best(head, new float[8], forbidden: 0));
    }

    [Fact]
    public void Should_Multiply_Few_Rows()
    {
        // Given
        var random = new Random(1);
        var head = new ScreenedHead(Numbers(random, 10_000 * 128, 1), 10_000, threads: 2);

        // When
        for (var trial = 0; trial < 50; trial++)
            Best(head, Numbers(random, 128, 1), forbidden: null);

        // Then
        Assert.InRange(head.RescoredPerState, 1, 100);
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void Should_Refuse_What_Is_Not_A_Number(float value)
    {
        // Given
        var weights = Numbers(new Random(1), 50 * 8, 1);
        var head = new ScreenedHead(weights.AsMemory().ToArray(), 50, threads: 1);
        weights[13] = value;

        // Then
        Assert.Throws<PipelineException>(() => Best(head, [1, 2, value, 4, 5, 6, 7, 8], forbidden: null));
        Assert.Throws<PipelineException>(() => new ScreenedHead(weights, 50, threads: 1));
    }

    [Theory, InlineData(1), InlineData(5)]
    public void Should_Refuse_Logits_Beyond_The_Range_Of_Numbers(int states)
    {
        // Given: so much work that threads share it
        const int rows = 40_000, width = 16;
        var head = new ScreenedHead(Numbers(new Random(1), rows * width, 1e10), rows, threads: 2);

        // Then
        Assert.Throws<PipelineException>(() =>
            head.Best(Numbers(new Random(2), states * width, 1e30), forbidden: null, new long[states]));
    }

    private static int Expected(float[] weights, float[] state, int rows, int? forbidden)
    {
        var logits = Enumerable.Range(0, rows).Select(row => row == forbidden
            ? float.NegativeInfinity
            : (float)state.Select((x, i) => (double)x * weights[(row * state.Length) + i]).Sum()).ToArray();
        return TensorPrimitives.IndexOfMax<float>(logits);
    }

    private static long Best(ScreenedHead head, float[] state, int? forbidden)
    {
        var best = new long[1];
        head.Best(state, forbidden, best);
        return best[0];
    }

    private static float[] Numbers(Random random, int count, double size) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() + random.NextDouble() - 1) * size))];

    private static void Scale(Span<float> values, float factor)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] *= factor;
    }
}
