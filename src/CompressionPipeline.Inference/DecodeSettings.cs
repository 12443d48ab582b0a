namespace CompressionPipeline.Inference;

/// <summary>How texts are generated.</summary>
public sealed record DecodeSettings
{
    /// <summary>Tokens at most, end of sequence included. At least 1. Default: 32.</summary>
    public int MaxNewTokens { get; init; } = 32;

    /// <summary>
    /// Tokens before which no sequence may end; equal to <see cref="MaxNewTokens"/> it pins the length. At least 0. Default: 0.
    /// </summary>
    public int MinNewTokens { get; init; }

    /// <summary>Sequences kept in parallel; 1 is greedy. At least 1. Default: 1.</summary>
    public int Beams { get; init; } = 1;

    /// <summary>Exponent of the length by which a beam's sum of log-probabilities is divided. Finite. Default: 1.</summary>
    public double LengthPenalty { get; init; } = 1.0;
}
