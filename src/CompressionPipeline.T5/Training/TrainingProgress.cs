namespace CompressionPipeline.T5;

/// <summary>How far a run is: what a checkpoint keeps beside the tensors. Order of data and dropout follow from the step and the seed.</summary>
internal sealed class TrainingProgress
{
    /// <summary>Optimizer steps made.</summary>
    public long Step { get; set; }

    /// <summary>Losses of the last steps, oldest first.</summary>
    public List<double> RecentLosses { get; init; } = [];

    /// <summary>Validation losses so far.</summary>
    public List<ValidationLoss> Validations { get; init; } = [];

    public double MeanLoss => RecentLosses.Count == 0 ? double.NaN : RecentLosses.Average();

    /// <summary>Counts a step; only the last <paramref name="window"/> losses are kept.</summary>
    public void Add(double loss, int window)
    {
        Step++;
        RecentLosses.Add(loss);
        if (RecentLosses.Count > window)
            RecentLosses.RemoveAt(0);
    }
}
