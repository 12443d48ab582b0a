using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>One ROUGE measure, in points of 0-100. What is null is missing or not finite.</summary>
/// <param name="Value">Mean F over the examples.</param>
public sealed record RougeResult(double? Value)
{
    /// <summary>Mean precision.</summary>
    public double? Precision { get; init; }

    /// <summary>Mean recall.</summary>
    public double? Recall { get; init; }

    /// <summary>F of each example, in the order of the result's ids.</summary>
    public IReadOnlyList<double> Samples { get; init; } = [];

    /// <summary>The mean with its interval, from a bootstrap over examples; made by the gate.</summary>
    public Interval? Interval { get; init; }

    /// <summary>This model less the unpruned one, from a paired bootstrap: negative where something was lost. Null for the unpruned model.</summary>
    public Interval? Change { get; init; }

    /// <summary>The same in percent of the unpruned model.</summary>
    public Interval? ChangePercent { get; init; }
}
