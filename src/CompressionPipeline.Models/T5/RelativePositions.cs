namespace CompressionPipeline.Models.T5;

/// <summary>Which row of a position table serves a distance.</summary>
internal static class RelativePositions
{
    /// <summary>
    /// Bucket of key position minus query position, as Raffel et al. (2020) define it: exact for the nearer half, then
    /// logarithmic.
    /// </summary>
    /// <param name="offset">Key position minus query position.</param>
    /// <param name="isDecoder">A decoder looks back only; an encoder has half of the buckets for each side.</param>
    /// <param name="config">Number of buckets and the distance from which all positions share the last one.</param>
    public static int Bucket(long offset, bool isDecoder, T5Config config)
    {
        var buckets = isDecoder ? config.RelativeAttentionNumBuckets : config.RelativeAttentionNumBuckets / 2;
        var side = !isDecoder && offset > 0 ? buckets : 0;
        var distance = isDecoder ? Math.Max(-offset, 0) : Math.Abs(offset);
        var exact = buckets / 2;
        if (distance < exact)
            return side + (int)distance;
        // In single precision, as every implementation of T5 computes it.
        var octaves = MathF.Log(distance / (float)exact) / (float)Math.Log(config.RelativeAttentionMaxDistance / (double)exact);
        return side + Math.Min(exact + (int)(octaves * (buckets - exact)), buckets - 1);
    }
}
