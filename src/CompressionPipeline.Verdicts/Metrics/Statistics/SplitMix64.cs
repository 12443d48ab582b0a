namespace CompressionPipeline.Verdicts.Metrics.Statistics;

// A small generator with the same sequence on every machine and framework (G. Steele, D. Lea, C. Flood, "Fast splittable
// pseudorandom number generators", 2014).
internal struct SplitMix64(long seed)
{
    private ulong state = unchecked((ulong)seed);

    /// <summary>Any 64 bits: also the seed of another generator.</summary>
    public long Next()
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        var mixed = unchecked((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return unchecked((long)(mixed ^ (mixed >> 31)));
    }

    /// <summary>0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)Math.BigMul(unchecked((ulong)Next()), (ulong)count, out _);
}
