using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

// Intervals of the scores and of their change against the first model, on the same draws of examples for all models.
internal static class QualityEstimates
{
    private const long Seed = 42;

    /// <summary>The models with their intervals; the first one is what the others are compared with.</summary>
    public static IReadOnlyList<ModelResult> Of(IReadOnlyList<ModelResult> models, GateOptions rules)
    {
        var estimates = Estimates(models, rules.Resamples);
        return [.. models.Select((model, i) => model with
        {
            Scores = model.Scores.ToDictionary(
                score => score.Key, score => Fill(score.Value, estimates.GetValueOrDefault((i, score.Key)), First(i, score.Key))),
        })];

        ScoreResult Fill(ScoreResult score, ResampledValue? value, ResampledValue? first) => score with
        {
            Interval = value?.Interval(rules.QualityConfidence).OrNull,
            Change = first is null ? null : value?.Less(first, rules.QualityConfidence).OrNull,
            ChangePercent = first is null ? null : value?.LessPercent(first, rules.QualityConfidence)?.OrNull,
        };

        // Scores of other examples, or of another scorer, have no difference.
        ResampledValue? First(int model, string metric) =>
            model > 0 && models[model].ScoredOn is { } basis && basis == models[0].ScoredOn
                ? estimates.GetValueOrDefault((0, metric)) : null;
    }

    private static Dictionary<(int Model, string Metric), ResampledValue> Estimates(IReadOnlyList<ModelResult> models,
        int resamples)
    {
        var estimates = new Dictionary<(int, string), ResampledValue>();
        var usable =
            from model in models.Index()
            from score in model.Item.Scores
            let columns = score.Value.Columns(score.Key)
            where columns.Count > 0 && columns.All(column => IsUsable(column, model.Item.ScoredOn))
            group (Key: (model.Index, score.Key), Columns: columns) by columns[0].Count;
        foreach (var group in usable)
        {
            var scores = group.ToList();
            var resampling = new Resampling(group.Key, resamples, Seed);
            var weighted = scores.ToLookup(score => MetricCatalogue.Find(score.Key.Key)?.WeightedStatistic is not null);
            foreach (var (key, columns) in weighted[true])
                estimates[key] = resampling.Statistic(MetricCatalogue.Find(key.Key)!.WeightedStatistic!(columns));
            var means = resampling.Means([.. weighted[false].SelectMany(score => score.Columns)]);
            var start = 0;
            foreach (var (key, columns) in weighted[false])
            {
                var own = means.Skip(start).Take(columns.Count).ToList();
                estimates[key] = MetricCatalogue.Find(key.Key)?.Statistic is { } statistic
                    ? ResampledValue.Of(own, group.Key, statistic) : own[0];
                start += columns.Count;
            }
        }
        return estimates;
    }

    private static bool IsUsable(IReadOnlyList<double> column, ScoreBasis? basis) =>
        column.Count > 0 && column.Count == basis?.Examples && column.All(double.IsFinite);
}
