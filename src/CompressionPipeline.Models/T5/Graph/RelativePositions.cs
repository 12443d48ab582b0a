namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// T5's relative-position bias with the logarithm taken out of the graph: beyond the maximal distance all positions share
/// a bucket, so a table with one column per offset from -max to +max says it all, and the graph only clips and looks up.
/// </summary>
internal static class RelativePositions
{
    /// <summary>What a decoder adds where a query would see a later key.</summary>
    public const float Forbidden = -1e9f;

    /// <summary>Bucket of key position minus query position, as Raffel et al. (2020) define it; logarithms in single precision.</summary>
    public static int Bucket(int offset, bool bidirectional, int buckets, int maxDistance)
    {
        var side = 0;
        if (bidirectional)
        {
            buckets /= 2;
            side = offset > 0 ? buckets : 0;
        }
        var distance = bidirectional ? Math.Abs(offset) : Math.Max(-offset, 0);
        var exact = buckets / 2;
        if (distance < exact)
            return side + distance;
        var octaves = MathF.Log(distance / (float)exact) / (float)Math.Log(maxDistance / (double)exact);
        return side + Math.Min(exact + (int)(octaves * (buckets - exact)), buckets - 1);
    }

    /// <summary>The encoder's bias by head and offset: (kept heads, 2 * max + 1), offset -max first.</summary>
    public static float[] Encoder(float[] table, int heads, IReadOnlyList<int> kept, int buckets, int maxDistance) =>
        ByOffset(table, heads, kept, maxDistance, maxDistance, offset => Bucket(offset, bidirectional: true, buckets, maxDistance));

    /// <summary>The decoder's bias by head and offset: (kept heads, max + 2), offset -max first; the last column stands for all later keys.</summary>
    public static float[] Decoder(float[] table, int heads, IReadOnlyList<int> kept, int buckets, int maxDistance) =>
        ByOffset(table, heads, kept, maxDistance, 1, offset => offset > 0 ? null : Bucket(offset, bidirectional: false, buckets, maxDistance));

    private static float[] ByOffset(float[] table, int heads, IReadOnlyList<int> kept, int before, int after, Func<int, int?> bucket)
    {
        var width = before + after + 1;
        var bias = new float[kept.Count * width];
        for (var column = 0; column < width; column++)
        {
            var row = bucket(column - before);
            for (var head = 0; head < kept.Count; head++)
                bias[(head * width) + column] = row is { } known ? table[(known * heads) + kept[head]] : Forbidden;
        }
        return bias;
    }
}
