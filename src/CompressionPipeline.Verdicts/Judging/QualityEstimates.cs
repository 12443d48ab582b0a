using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Intervals of ROUGE and of its change against the unpruned model, on the same draws of examples for all models.</summary>
internal static class QualityEstimates
{
    private const long Seed = 42;

    /// <summary>The models with their intervals; the first one is the unpruned model.</summary>
    public static IReadOnlyList<ModelResult> Of(IReadOnlyList<ModelResult> models, GateOptions rules)
    {
        var means = Means(models, rules.Resamples);
        return [.. models.Select((model, i) => model with
        {
            Rouge = model.Rouge.ToDictionary(score => score.Key, score => Fill(score.Value, means.GetValueOrDefault((i, score.Key)), Reference(i, score.Key))),
        })];

        RougeResult Fill(RougeResult score, ResampledMean? mean, ResampledMean? reference) => score with
        {
            Interval = mean?.Interval(rules.QualityConfidence),
            Change = reference is null ? null : mean?.Less(reference, rules.QualityConfidence),
            ChangePercent = reference is null ? null : mean?.LessPercent(reference, rules.QualityConfidence),
        };

        // Scores of other examples, or of another scorer, have no difference.
        ResampledMean? Reference(int model, string measure) =>
            model > 0 && models[model].ScoredOn is { } basis && basis == models[0].ScoredOn ? means.GetValueOrDefault((0, measure)) : null;
    }

    private static Dictionary<(int Model, string Measure), ResampledMean> Means(IReadOnlyList<ModelResult> models, int resamples)
    {
        var means = new Dictionary<(int, string), ResampledMean>();
        var usable =
            from model in models.Index()
            from score in model.Item.Rouge
            let samples = score.Value.Samples
            where samples.Count > 0 && samples.Count == model.Item.ScoredOn?.Examples && samples.All(double.IsFinite)
            group (Key: (model.Index, score.Key), Samples: samples) by samples.Count;
        foreach (var group in usable)
        {
            var columns = group.ToList();
            foreach (var (column, mean) in columns.Zip(new Resampling(group.Key, resamples, Seed).Means([.. columns.Select(column => column.Samples)])))
                means[column.Key] = mean;
        }
        return means;
    }
}
