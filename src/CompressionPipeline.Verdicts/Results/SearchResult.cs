using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary><c>search.json</c>: which sub-networks of a model a search looked at, and which of them are on the front.</summary>
/// <param name="Space">The search space.</param>
/// <param name="Strategy">How the super-network was trained.</param>
/// <param name="Searcher">What chose the sub-networks.</param>
/// <param name="Objectives">What each value of a network stands for.</param>
/// <param name="Whole">The objectives of the super-network itself.</param>
/// <param name="Networks">Every evaluation, in order.</param>
public sealed record SearchResult(
    string Space, string Strategy, string Searcher, IReadOnlyList<SearchObjective> Objectives, IReadOnlyList<double> Whole,
    IReadOnlyList<SearchedNetwork> Networks)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "search.json";

    /// <summary>Raised whenever a member changes its name or meaning.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Base-10 logarithm of the number of sub-networks in the space.</summary>
    public double LogSize { get; init; }

    /// <summary>Seconds that training the super-network took; of a resumed run, its last part.</summary>
    public double TrainingSeconds { get; init; }

    /// <summary>Sub-networks that were timed whole, to check the table that latencies are estimated from; empty where latency is
    /// no objective.</summary>
    public IReadOnlyList<LatencyCheck> LatencyChecks { get; init; } = [];

    /// <summary>Evaluations that failed or gave no number.</summary>
    [JsonIgnore]
    public int Failed => Networks.Count(network => network.Values is null);

    /// <summary>The networks that no other one beats in every objective.</summary>
    [JsonIgnore]
    public IEnumerable<SearchedNetwork> Front => Networks.Where(network => network.Mask is not null);

    /// <summary>Place of an objective in each network's values; null where it was not searched for.</summary>
    public int? IndexOf(string objective) =>
        Objectives.Index().Where(one => one.Item.Name == objective).Select(one => (int?)one.Index).FirstOrDefault();
}

/// <summary>What a search wants little or much of.</summary>
/// <param name="Name">As manifests name it: <c>loss</c>, <c>parameters</c>, <c>latency</c>, <c>bytes</c> or a metric of
/// quality.</param>
/// <param name="Unit">What a value counts.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record SearchObjective(string Name, string Unit, Direction Direction);

/// <summary>A sub-network's time at batch 1, as a search takes it from its table and as it was measured.</summary>
/// <param name="Estimated">Milliseconds by the table, as fast as the machine was when it was measured.</param>
/// <param name="Timed">Milliseconds of the exported sub-network, the median.</param>
public sealed record LatencyCheck(double Estimated, double Timed)
{
    /// <summary>How far the estimate lies above what was measured, as a share of it.</summary>
    [JsonIgnore]
    public double Error => (Estimated - Timed) / Timed;
}

/// <summary>A sub-network that a search looked at.</summary>
/// <param name="Point">Its place in the search space.</param>
/// <param name="Values">The objectives, in the result's order; null where the evaluation failed.</param>
/// <param name="Seconds">Time since the search began, training not counted, when it was evaluated.</param>
public sealed record SearchedNetwork(IReadOnlyList<int> Point, IReadOnlyList<double>? Values, double Seconds)
{
    /// <summary>What of the model it keeps, as in <c>mask.json</c>; null where it is not on the front.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonNode? Mask { get; init; }

    /// <summary>Epochs that it was trained by itself; null where its weights are the super-network's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Epochs { get; init; }

    /// <summary>The folder beside this file with its checkpoint, cut out and trained; null where it was not trained by itself or
    /// is not on the front.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Weights { get; init; }

    /// <summary>
    /// Hypervolume of what has been found up to here, objectives normalized to their quantiles and measured from 2 in each.
    /// </summary>
    public double HyperVolume { get; init; }
}
