namespace CompressionPipeline.Inference;

/// <summary>What a <see cref="Classifier"/> says of a text or of a pair of texts.</summary>
/// <param name="Label">The most probable label; null of a regression.</param>
/// <param name="Scores">For each label its probability, 0 to 1, together 1; empty of a regression.</param>
/// <param name="Value">The value of a regression, in the unit it was trained with; null of a classification.</param>
public sealed record Classification(string? Label, IReadOnlyDictionary<string, double> Scores, double? Value)
{
    internal static Classification Of(float[] logits, ClassifierShape shape)
    {
        if (shape.IsRegression)
            return new(null, new Dictionary<string, double>(), logits[0]);
        double highest = logits.Max();
        double[] weights = [.. logits.Select(logit => Math.Exp(logit - highest))];
        var sum = weights.Sum();
        var scores = shape.Labels.Zip(weights, (label, weight) => KeyValuePair.Create(label, weight / sum)).ToDictionary();
        return new(shape.Labels[Array.IndexOf(weights, 1.0)], scores, null);
    }
}
