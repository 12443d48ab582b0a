namespace CompressionPipeline.Core;

/// <summary>How the interval of a metric is made.</summary>
public enum MetricInterval
{
    /// <summary>The mean of a sample per example; the examples are resampled.</summary>
    PerExample,

    /// <summary>A statistic of the whole corpus, computed again from the resampled examples' components.</summary>
    Corpus,

    /// <summary>From the ratios of the loads of the models, or of the rounds of a single load.</summary>
    Timing,

    /// <summary>The value is counted and has no interval.</summary>
    Exact,
}

/// <summary>A metric of the catalogue, from which budgets, picks, tables, plots and model cards are
/// built.</summary>
/// <param name="Name">As manifests and result files write it.</param>
/// <param name="Title">As reports write it.</param>
/// <param name="Unit">What a value counts.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Interval">How its interval is made.</param>
public sealed record MetricDefinition(string Name, string Title, string Unit, Direction Direction, MetricInterval Interval)
{
    /// <summary>What it measures, for the manifest's schema and documentation: a noun phrase without a full stop.</summary>
    public string Description { get; init; } = "";

    /// <summary>Beginning of a sentence about a change for the worse.</summary>
    public string Worse { get; init; } = "lost";

    /// <summary>Beginning of a sentence about a change for the better.</summary>
    public string Better { get; init; } = "gained";

    /// <summary>For a metric of quality: the task whose models it scores. Default: summarization.</summary>
    public ModelTask Task { get; init; } = ModelTask.Summarization;

    /// <summary>The highest value, for a metric of quality. Default: 100.</summary>
    public double Highest { get; init; } = 100;

    /// <summary>The lowest value, for a metric of quality. Default: 0.</summary>
    public double Lowest { get; init; }

    /// <summary>What the Hugging Face hub calls its family. Default: its name.</summary>
    public string Family { get; init; } = Name;

    /// <summary>Whether a summary of a few lines shows it. Default: true.</summary>
    public bool InSummaries { get; init; } = true;

    /// <summary>Names of the numbers that each example contributes to <see cref="Statistic"/> or
    /// <see cref="WeightedStatistic"/>, in its order; empty for other metrics.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>Of a corpus metric: the value, from the sum of each component over the examples.</summary>
    public Func<IReadOnlyList<double>, double>? Statistic { get; init; }

    /// <summary>
    /// For a corpus metric that is no function of sums, such as a rank correlation: takes each component of every example and
    /// returns a function from the examples' weights, finite and at least 0, to the value.
    /// </summary>
    public Func<IReadOnlyList<IReadOnlyList<double>>, Func<double[], double>>? WeightedStatistic { get; init; }

    /// <summary>Whether it is of the corpus, and so has components.</summary>
    public bool IsOfCorpus => Interval == MetricInterval.Corpus;

    /// <summary>The value of some examples.</summary>
    /// <param name="columns">Of a corpus metric each component, in the order of <see cref="Components"/>; else the samples
    /// alone. One number per example, of at least one example.</param>
    public double Value(IReadOnlyList<IReadOnlyList<double>> columns)
    {
        if (WeightedStatistic is { } weighted)
            return weighted(columns)([.. Enumerable.Repeat(1.0, columns[0].Count)]);
        return Statistic is { } statistic ? statistic([.. columns.Select(column => column.Sum())]) : columns[0].Average();
    }

    /// <summary>Whether it says how good the texts are; else it says what the model costs.</summary>
    public bool IsQuality => Interval is MetricInterval.PerExample or MetricInterval.Corpus;

    /// <summary>Whether a value is counted and has no interval.</summary>
    public bool IsExact => Interval == MetricInterval.Exact;
}
