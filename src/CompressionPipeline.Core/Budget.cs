namespace CompressionPipeline.Core;

/// <summary>A place in a file, counted from 1; line 0 where there are no lines, as on a command line.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Line">Line, from 1; 0 where there are none.</param>
/// <param name="Column">Column, from 1; 0 where there are no lines.</param>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}

/// <summary>How a budget's limit is meant. Better and worse are the metric's own: see <see cref="Direction"/>.</summary>
public enum BudgetRule
{
    /// <summary>The variant's value is at least the limit.</summary>
    Min,

    /// <summary>The variant's value is at most the limit.</summary>
    Max,

    /// <summary>The variant is worse than what it is compared with by at most the limit, in the metric's unit.</summary>
    MaxDrop,

    /// <summary>The same in percent of what it is compared with.</summary>
    MaxDropPercent,

    /// <summary>The variant is better than what it is compared with by at least the limit, in the metric's unit.</summary>
    MinGain,

    /// <summary>The same in percent of what it is compared with.</summary>
    MinGainPercent,

    /// <summary>The unpruned model's time over the variant's is at least the limit.</summary>
    MinSpeedup,
}

/// <summary>A limit that a person wrote down for a metric.</summary>
/// <param name="Metric">The metric's name in the <see cref="MetricCatalogue"/>.</param>
/// <param name="Rule">How the limit is meant.</param>
/// <param name="Limit">The limit, in the metric's unit (ROUGE in points of 0-100, speedup as a ratio), or in percent.</param>
public sealed record Budget(string Metric, BudgetRule Rule, double Limit)
{
    /// <summary>For latency: the batch size it is about. Null otherwise.</summary>
    public int? BatchSize { get; init; }

    /// <summary>For latency: <c>onnxruntime</c> or <c>torch</c>; null takes what the benchmark timed first.</summary>
    public string? Runtime { get; init; }

    /// <summary>For latency: <c>total</c>, <c>encoder</c>, <c>first-token</c> or <c>token</c>; null is the whole
    /// generation.</summary>
    public string? Phase { get; init; }

    /// <summary>The named reference that it compares with; null is the baseline of the same run.</summary>
    public string? Against { get; init; }

    /// <summary>Where it is written; null for budgets made in code. Not part of any key.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The batch size that a limit on latency is about where it names none.</summary>
    public const int DefaultBatchSize = 1;

    /// <summary>The phase that a limit on latency is about where it names none.</summary>
    public const string DefaultPhase = "total";
}

/// <summary>The outcome of a budget, a variant or a run.</summary>
public enum Verdict
{
    /// <summary>The whole interval is within the limit.</summary>
    Pass,

    /// <summary>The interval lies on both sides of the limit: more examples, loads or iterations would tell.</summary>
    Inconclusive,

    /// <summary>The whole interval is beyond the limit.</summary>
    Fail,

    /// <summary>The measurement cannot be judged: missing, not finite, not plausible or not comparable. Never a pass.</summary>
    Invalid,
}
