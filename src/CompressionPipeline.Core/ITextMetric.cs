namespace CompressionPipeline.Core;

/// <summary>Scores generated texts in the stage <c>evaluate</c>.</summary>
public interface ITextMetric
{
    /// <summary>Its entry in the catalogue.</summary>
    MetricDefinition Definition { get; }

    /// <summary>Implementation and settings: scores of different signatures are not compared, and another signature scores
    /// again.</summary>
    string Signature { get; }

    /// <summary>What one example contributes: its sample, or a number for each of the definition's components. Must be
    /// thread-safe.</summary>
    /// <param name="reference">What a person wrote.</param>
    /// <param name="text">What the model wrote.</param>
    IReadOnlyList<double> Score(string reference, string text);
}
