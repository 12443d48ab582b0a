namespace CompressionPipeline.Core;

/// <summary>Whether a higher or a lower value of a metric is better.</summary>
public enum Direction
{
    /// <summary>More is better: ROUGE, speedup, throughput.</summary>
    HigherIsBetter,

    /// <summary>Less is better: latency, parameters, bytes.</summary>
    LowerIsBetter,
}

/// <summary>A measured number with what is needed to judge and recompute it.</summary>
/// <param name="Name">Dotted name, stage first: <c>latency.batch1.total</c>, <c>parameters</c>.</param>
/// <param name="Unit">For example <c>points</c> (0-100), <c>ms</c>, <c>count</c>, <c>bytes</c>, <c>x</c>.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Value">The summary value.</param>
public sealed record Metric(string Name, string Unit, Direction Direction, double Value)
{
    /// <summary>The raw samples behind <see cref="Value"/>; empty where the value is counted or belongs to the whole
    /// corpus.</summary>
    public IReadOnlyList<double> Samples { get; init; } = [];

    /// <summary>Of a corpus metric: what each example contributes to each component; null for other metrics.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? Components { get; init; }

    /// <summary>A copy without raw samples, for a run record.</summary>
    public Metric WithoutSamples() => this with { Samples = [], Components = null };
}
