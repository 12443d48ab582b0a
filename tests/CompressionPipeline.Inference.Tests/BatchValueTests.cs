using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference.Tests;

public sealed class BatchValueTests
{
    private const int Heads = 3, Positions = 5, Width = 2;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void Should_Move_Rows_As_Far_As_They_Are_Written(int seed)
    {
        // Given: places that change in circles, stay, or leave nothing behind
        var random = new Random(seed);
        var rows = random.Next(1, 9);
        var written = seed % 5 == 0 ? (int?)null : random.Next(1, Positions + 1);
        int[] from = [.. Enumerable.Range(0, rows).Select(row => seed % 2 == 0 ? row : random.Next(rows))];
        if (seed % 2 == 0)
            random.Shuffle(from);
        using var value = new BatchValue(Numbered(rows));
        var before = Of(value);

        // When
        value.Move(from, written);

        // Then
        for (var row = 0; row < rows; row++)
        {
            for (var head = 0; head < Heads; head++)
                Assert.Equal(Head(before, from[row], head), Head(Of(value), row, head));
        }

        float[] Head(float[] all, int row, int head) =>
            all[(((row * Heads) + head) * Positions * Width)..][..((written ?? Positions) * Width)];
    }

    [Fact]
    public void Should_Put_The_Copies_Of_A_Row_Side_By_Side()
    {
        // Given
        using var once = new BatchValue(Numbered(2));
        var rows = Of(once).Chunk(Heads * Positions * Width).ToArray();

        // When
        using var value = new BatchValue(Numbered(2), copies: 3);

        // Then
        Assert.Equal([6, Heads, Positions, Width], value.Value.GetTensorTypeAndShape().Shape);
        Assert.Equal(new[] { rows[0], rows[0], rows[0], rows[1], rows[1], rows[1] }.SelectMany(row => row), Of(value));
    }

    private static OrtValue Numbered(int rows) => OrtValue.CreateTensorValueFromMemory(
        Enumerable.Range(0, rows * Heads * Positions * Width).Select(i => (float)i).ToArray(), [rows, Heads, Positions, Width]);

    private static float[] Of(BatchValue value) => value.Value.GetTensorDataAsSpan<float>().ToArray();
}
