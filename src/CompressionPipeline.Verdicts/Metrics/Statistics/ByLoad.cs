namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>Samples as they were taken, one load of a model after the other.</summary>
internal static class ByLoad
{
    /// <summary>The samples of each load; null where the loads do not add up to them.</summary>
    public static double[][]? Of(double[] samples, IReadOnlyList<int> loads)
    {
        if (loads.Any(count => count < 1) || loads.Sum(count => (long)count) != samples.Length)
            return null;
        var (parts, start) = (new double[loads.Count][], 0);
        for (var load = 0; load < loads.Count; start += loads[load++])
            parts[load] = samples[start..(start + loads[load])];
        return parts;
    }
}
