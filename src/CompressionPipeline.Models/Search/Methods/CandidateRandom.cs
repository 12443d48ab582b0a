namespace CompressionPipeline.Models.Search.Methods;

/// <summary>Random numbers for one candidate: they follow from the search's seed and the candidate's number alone.</summary>
internal static class CandidateRandom
{
    /// <summary>By SplitMix64 (Steele, Lea and Flood, 2014): neighbouring numbers get unrelated random numbers.</summary>
    public static Random Create(long seed, int number)
    {
        var mixed = unchecked((ulong)seed + (0x9E3779B97F4A7C15UL * ((ulong)number + 1)));
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return new((int)((mixed ^ (mixed >> 31)) & int.MaxValue));
    }
}
