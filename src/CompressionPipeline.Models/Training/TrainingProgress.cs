using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// How far a run is: what a checkpoint keeps beside the tensors. Order of data and dropout follow from the step and the seed.
/// </summary>
internal sealed class TrainingProgress
{
    private const int Points = 100;

    /// <summary>Optimizer steps made.</summary>
    public long Step { get; set; }

    /// <summary>Losses of the last steps, oldest first.</summary>
    public List<double> RecentLosses { get; init; } = [];

    /// <summary>The training loss so far, about a hundred points over a whole run.</summary>
    public List<LossAt> Losses { get; init; } = [];

    /// <summary>How sparse the model was at these points; empty where nothing is pruned.</summary>
    public List<SparsityAt> Sparsities { get; init; } = [];

    /// <summary>Validation losses so far.</summary>
    public List<LossAt> Validations { get; init; } = [];

    /// <summary>The lowest validation loss, the first of equal ones; null before the first look.</summary>
    [JsonIgnore]
    public LossAt? Best => Validations.MinBy(look => look.Loss);

    // Before the first step there is none, and JSON has no such number.
    [JsonIgnore]
    public double MeanLoss => RecentLosses.Count == 0 ? double.NaN : RecentLosses.Average();

    /// <summary>Counts a step; only the last <paramref name="window"/> losses are kept.</summary>
    public void Add(double loss, int window)
    {
        Step++;
        RecentLosses.Add(loss);
        if (RecentLosses.Count > window)
            RecentLosses.RemoveAt(0);
    }

    /// <summary>Whether so many looks in a row have found no better validation loss; 0 never stops.</summary>
    public bool IsOver(int patience) =>
        patience > 0 && Best is { } best && Validations.Count - 1 - Validations.IndexOf(best) >= patience;

    /// <summary>Adds a point of the curve where one is due.</summary>
    public void Plot(long total, SparsityAt? sparsity)
    {
        if (Step % Math.Max(1, total / Points) != 0 && Step != total)
            return;
        Losses.Add(new LossAt(Step, MeanLoss));
        if (sparsity is not null)
            Sparsities.Add(sparsity);
    }
}
