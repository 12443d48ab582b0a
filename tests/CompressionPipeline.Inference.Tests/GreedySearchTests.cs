namespace CompressionPipeline.Inference.Tests;

public sealed class GreedySearchTests
{
    private static readonly SpecialIds Special = new(Start: 0, End: 1, Pad: 0);

    // What the model would write, with and after the end of sequence too.
    private static readonly int[][] Written =
        [[5, 1, 9, 9, 9], [6, 7, 8, 1, 9], [1, 9, 9, 9, 9], [4, 4, 4, 4, 4], [3, 1, 9, 9, 9]];

    [Theory, InlineData(true, 2), InlineData(false, 5)]
    public void Should_Write_Up_To_The_End_Whether_Rows_Leave_Or_Stay(bool leave, int rowsAtLast)
    {
        // Given
        using var run = new Script(leave);

        // When
        var texts = GreedySearch.Run(
            run, Special, Written.Length, new() { MaxNewTokens = 4 }, new(), told: null, CancellationToken.None);

        // Then
        Assert.Equal([[5], [6, 7, 8], [], [4, 4, 4, 4], [3]], texts);
        Assert.Equal(rowsAtLast, run.Read.Length);
        Assert.Equal(leave ? [4, 8] : [0, 8, 0, 4, 0], run.Read);
    }

    private sealed class Script(bool leave) : IDecoder
    {
        private int[] texts = [0, 1, 2, 3, 4];
        private int step;

        /// <summary>What the last step read.</summary>
        public long[] Read { get; private set; } = [];

        public void Next(ReadOnlySpan<long> next) => (Read, step) = (next.ToArray(), step + 1);

        public void Best(int? forbidden, Span<long> best)
        {
            for (var row = 0; row < best.Length; row++)
                best[row] = Written[texts[row]][step];
        }

        public Span<float> Logits() => throw new NotSupportedException();

        public void Reorder(int[] parents) => throw new NotSupportedException();

        public bool Keep(int[] rows)
        {
            Assert.All(rows.Index(), row => Assert.True(row.Item >= row.Index));
            if (leave)
                texts = Array.ConvertAll(rows, row => texts[row]);
            return leave;
        }

        public void Dispose() => step = 0;
    }
}
