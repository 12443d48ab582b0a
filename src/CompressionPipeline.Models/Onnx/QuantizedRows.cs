namespace CompressionPipeline.Models.Onnx;

/// <summary>
/// The rows of a matrix in 8 bits, as <c>MatMulNBits</c> reads them: a row is a whole number of blocks, the last one filled up
/// with zeros, and a weight is <c>(value - 128) * scale</c> with the scale of its block.
/// </summary>
/// <param name="Values">Row-major (rows, blocks, weights of a block).</param>
/// <param name="Scales">Row-major (rows, blocks).</param>
internal sealed record QuantizedRows(byte[] Values, float[] Scales)
{
    private const int Zero = 128;
    private const int Largest = 127;

    /// <summary>The largest weight of a block is 127 steps, so that a weight is off by half a step at most.</summary>
    /// <param name="rows">Row-major.</param>
    /// <param name="width">Of a row.</param>
    public static QuantizedRows Of(ReadOnlySpan<float> rows, int width)
    {
        var (block, blocks) = Blocks(width);
        var scales = new float[rows.Length / width * blocks];
        var values = new byte[scales.Length * block];
        Array.Fill(values, (byte)Zero);
        for (var place = 0; place < scales.Length; place++)
        {
            var start = place % blocks * block;
            var from = rows.Slice((place / blocks * width) + start, Math.Min(block, width - start));
            var largest = 0f;
            foreach (var weight in from)
                largest = Math.Max(largest, Math.Abs(weight));
            scales[place] = largest / Largest;
            for (var i = 0; i < from.Length && scales[place] > 0; i++)
                values[(place * block) + i] = (byte)(Zero + MathF.Round(from[i] / scales[place]));
        }
        return new(values, scales);
    }

    /// <summary>
    /// Weights that share a scale, and how often that is in a row. Of what ONNX Runtime takes, 128 is multiplied fastest and 32
    /// leaves the least to fill up (docs/LOG.md).
    /// </summary>
    public static (int Block, int Count) Blocks(int width)
    {
        var block = width % 128 == 0 ? 128 : width % 64 == 0 ? 64 : 32;
        return (block, (width + block - 1) / block);
    }
}
