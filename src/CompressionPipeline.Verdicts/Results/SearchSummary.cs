using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>What a search among a model's sub-networks found; which parts each of them keeps stands in <c>search.json</c>
/// alone.</summary>
/// <param name="Space">The search space.</param>
/// <param name="Strategy">How the super-network was trained.</param>
/// <param name="Searcher">What chose the sub-networks.</param>
/// <param name="Objectives">What each value of a network stands for.</param>
/// <param name="Whole">The objectives of the super-network itself.</param>
/// <param name="Evaluations">Every evaluation, in order.</param>
public sealed record SearchSummary(
    string Space, string Strategy, string Searcher, IReadOnlyList<SearchObjective> Objectives, IReadOnlyList<double> Whole,
    IReadOnlyList<SearchEvaluation> Evaluations)
{
    /// <summary>Base-10 logarithm of the number of sub-networks in the space.</summary>
    public double LogSize { get; init; }

    /// <summary>Seconds that training the super-network took; of a resumed run, its last part.</summary>
    public double TrainingSeconds { get; init; }

    /// <summary>Seconds that fine-tuning the searched model took before; null where that is not known.</summary>
    public double? FineTuningSeconds { get; init; }

    /// <summary>Sub-networks that were timed whole, to check the table that latencies are estimated from; empty where latency is
    /// no objective.</summary>
    public IReadOnlyList<LatencyCheck> LatencyChecks { get; init; } = [];

    /// <summary>The evaluations that gave a number for each objective.</summary>
    [JsonIgnore]
    public IReadOnlyList<SearchEvaluation> Measured =>
        [.. Evaluations.Where(evaluation => evaluation.Values?.Count == Objectives.Count)];

    /// <summary>Places of the objectives that say how good a network is.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Qualities => Places(isCost: false);

    /// <summary>Places of the objectives that say what a network costs.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Costs => Places(isCost: true);

    // The validation loss is in no catalogue.
    private List<int> Places(bool isCost) =>
    [
        .. Objectives.Index().Where(one => MetricCatalogue.Find(one.Item.Name) is { IsQuality: false } == isCost)
            .Select(one => one.Index),
    ];
}

/// <summary>A sub-network that a search looked at.</summary>
/// <param name="Seconds">Time since the search began, training not counted, when it was evaluated.</param>
/// <param name="HyperVolume">Hypervolume of what had been found by then.</param>
/// <param name="IsOnFront">Whether no other one beats it in every objective.</param>
public sealed record SearchEvaluation(double Seconds, double HyperVolume, bool IsOnFront)
{
    /// <summary>The objectives, in the summary's order; null where the evaluation failed.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>The variants that picked it.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];
}
