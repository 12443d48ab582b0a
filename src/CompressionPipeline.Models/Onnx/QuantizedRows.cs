namespace CompressionPipeline.Models.Onnx;

/// <summary>
/// The rows of a matrix in 8 bits, as <c>MatMulNBits</c> reads them: a row is a whole number of blocks, the last one filled up
/// with zeros, and a weight is <c>(value - 128) * scale</c> with the scale of its block.
/// </summary>
/// <param name="Values">Row-major (rows, blocks, <see cref="Block"/>).</param>
/// <param name="Scales">Row-major (rows, blocks).</param>
internal sealed record QuantizedRows(byte[] Values, float[] Scales)
{
    /// <summary>Weights that share a scale: the size that ONNX Runtime multiplies fastest (docs/LOG.md).</summary>
    public const int Block = 32;

    private const int Zero = 128;
    private const int Largest = 127;

    /// <summary>The largest weight of a block is 127 steps, so that a weight is off by half a step at most.</summary>
    /// <param name="rows">Row-major.</param>
    /// <param name="width">Of a row.</param>
    public static QuantizedRows Of(ReadOnlySpan<float> rows, int width)
    {
        var blocks = Blocks(width);
        var scales = new float[rows.Length / width * blocks];
        var values = new byte[scales.Length * Block];
        Array.Fill(values, (byte)Zero);
        for (var block = 0; block < scales.Length; block++)
        {
            var start = block % blocks * Block;
            var from = rows.Slice((block / blocks * width) + start, Math.Min(Block, width - start));
            var largest = 0f;
            foreach (var weight in from)
                largest = Math.Max(largest, Math.Abs(weight)); // NaN stays
            scales[block] = largest / Largest;
            for (var i = 0; i < from.Length && scales[block] > 0; i++)
                values[(block * Block) + i] = (byte)(Zero + MathF.Round(from[i] / scales[block]));
        }
        return new(values, scales);
    }

    /// <summary>Blocks of a row.</summary>
    public static int Blocks(int width) => (width + Block - 1) / Block;
}
