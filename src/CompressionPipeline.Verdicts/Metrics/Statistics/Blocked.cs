namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>Batch means (G. Fishman, 1978): neighbours are averaged, so that what is left depends on each other little.</summary>
internal static class Blocked
{
    /// <summary>The means of consecutive values in blocks of nearly equal size; the values themselves where there are fewer than
    /// two per block.</summary>
    public static double[] Means(double[] values, int blocks)
    {
        if (values.Length < 2 * blocks)
            return values;
        return [.. Enumerable.Range(0, blocks).Select(block =>
            values[(int)((long)block * values.Length / blocks)..(int)((long)(block + 1) * values.Length / blocks)].Average())];
    }
}
