namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>Precision, recall and their harmonic mean, each 0 to 1.</summary>
/// <param name="Precision">Matches over the candidate's size.</param>
/// <param name="Recall">Matches over the reference's size.</param>
public readonly record struct RougeScore(double Precision, double Recall)
{
    /// <summary>2PR / (P + R), and 0 where nothing matches.</summary>
    public double F => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>The score of matches among items; an empty side scores 0.</summary>
    internal static RougeScore Of(int matches, int candidates, int references) =>
        new((double)matches / Math.Max(candidates, 1), (double)matches / Math.Max(references, 1));
}
