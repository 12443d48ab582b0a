namespace CompressionPipeline.Verdicts.Metrics;

/// <summary>What pruning did to a count of parameters or bytes.</summary>
/// <param name="Before">At least 0.</param>
/// <param name="After">At least 0.</param>
public readonly record struct SizeChange(long Before, long After)
{
    /// <summary>How many times smaller it became; 1 where nothing was there.</summary>
    public double Ratio => After == 0 ? 1 : (double)Before / After;
}
