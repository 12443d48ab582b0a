namespace CompressionPipeline.Core;

/// <summary>A permission to miss a budget for a while. It covers FAIL and INCONCLUSIVE, never INVALID; every report shows
/// it.</summary>
/// <param name="Metric">The metric of the budget.</param>
/// <param name="Rule">The rule of the budget.</param>
/// <param name="Reason">Why, for whoever reads the report.</param>
/// <param name="Expires">The last day on which it holds, UTC.</param>
public sealed record Waiver(string Metric, BudgetRule Rule, string Reason, DateOnly Expires)
{
    /// <summary>The variant it is for; null is every variant.</summary>
    public string? Variant { get; init; }

    /// <summary>For latency: the batch size of the budget; null is every one.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Who granted it; null where the manifest does not say.</summary>
    public string? By { get; init; }

    /// <summary>Whether its last day had passed when the plan was made: the gate itself has no clock.</summary>
    public bool Expired { get; init; }

    /// <summary>Where it is written. Not part of any key.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The same waiver as it is on a day, UTC: <see cref="Expired"/> from the day after its last.</summary>
    public Waiver On(DateOnly today) => this with { Expired = today > Expires };
}
