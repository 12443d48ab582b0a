using System.ComponentModel;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Prune;

/// <summary>Which sub-network of a search's front to take.</summary>
public sealed record PickOptions
{
    [Description("The objective of the search by which the best sub-network is taken."), Example("\"parameters\"")]
    public string? Best { get; init; }

    [Description("How much worse than the whole network an objective of the sub-network may be at most, in its unit.")]
    [Example("""{"rouge2":1.0}""")]
    public IReadOnlyDictionary<string, double> Within { get; init; } = new Dictionary<string, double>();

    [Description("What an objective of the sub-network may be at most, in its unit; for a metric of quality, at least.")]
    [Example("""{"latency":20}""")]
    public IReadOnlyDictionary<string, double> Limits { get; init; } = new Dictionary<string, double>();

    /// <summary>The sub-network of the front that qualifies and is best.</summary>
    /// <param name="search">What was searched.</param>
    /// <param name="source">Its file, for error messages.</param>
    /// <exception cref="PipelineException">An objective was not searched for, or no sub-network qualifies.</exception>
    internal SearchedNetwork Choose(SearchResult search, string source)
    {
        var best = IndexOf(search, Best!, source);
        var limits = Within.Select(drop => (Index: IndexOf(search, drop.Key, source), Most: Whole(search, drop, source)))
            .Concat(Limits.Select(limit =>
                (Index: IndexOf(search, limit.Key, source), Most: limit.Value * Sign(search, limit.Key, source))))
            .ToList();
        return search.Front
            .Where(network => limits.TrueForAll(limit => Cost(search, network, limit.Index) <= limit.Most + Rounding(limit.Most)))
            .OrderBy(network => Cost(search, network, best))
            .FirstOrDefault() ?? throw new PipelineException(Refusal(search, source));
    }

    // What is worse by just as much as it may be counts, whichever way the difference was rounded.
    private static double Rounding(double most) => 1e-9 * Math.Abs(most);

    // As something of which less is better.
    private static double Cost(SearchResult search, SearchedNetwork network, int index) =>
        network.Values![index] * Sign(search.Objectives[index]);

    private static double Whole(SearchResult search, KeyValuePair<string, double> drop, string source)
    {
        var index = IndexOf(search, drop.Key, source);
        return (search.Whole[index] * Sign(search.Objectives[index])) + drop.Value;
    }

    private static double Sign(SearchResult search, string objective, string source) =>
        Sign(search.Objectives[IndexOf(search, objective, source)]);

    private static double Sign(SearchObjective objective) => objective.Direction == Direction.LowerIsBetter ? 1 : -1;

    private static int IndexOf(SearchResult search, string objective, string source) => search.IndexOf(objective)
        ?? throw new PipelineException($"prune: pick names '{objective}', and {source} is of a search for "
            + $"{string.Join(", ", search.Objectives.Select(one => one.Name))}. Name one of these, or add it to the search's "
            + "objectives.");

    private static string Refusal(SearchResult search, string source)
    {
        var front = search.Front.OrderBy(network => network.Values![0]).Select(network =>
            $"({string.Join(", ", search.Objectives.Zip(network.Values!, Show))})");
        return $"prune: no sub-network on the front in {source} keeps the limits of pick; the front is "
            + $"{string.Join(" ", front)}. The whole network has "
            + $"{string.Join(", ", search.Objectives.Zip(search.Whole, Show))}. Widen 'within' or 'limits', or search longer.";
    }

    private static string Show(SearchObjective objective, double value) =>
        FormattableString.Invariant($"{objective.Name} {value:0.####}");
}
