using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging.Errors;

/// <summary>Why the scores of one model mean nothing.</summary>
internal static class ScoreErrors
{
    private const double Rounding = 1e-6;

    public static IEnumerable<string> Of(ModelResult model, GateOptions rules)
    {
        if (model.ScoredOn is not { Examples: > 0 } basis || model.Scores.Count == 0)
            return [$"{model.Name} was scored on no example"];
        if (basis.Examples == 1)
            return [$"{model.Name} was scored on one example, which does not tell how far scores vary: score more"];
        return [
            .. MetricCatalogue.TaskOf(model.Scores.Keys) == ModelTask.Summarization ? Empty(model, basis.Examples, rules) : [],
            .. model.Scores.OrderBy(score => score.Key, StringComparer.Ordinal)
                .Select(score => Of(score.Key, $"{score.Key} of {model.Name}", score.Value, basis.Examples)).OfType<string>(),
        ];
    }

    /// <summary>Whether the examples are those that a model was scored on.</summary>
    public static IEnumerable<string> OfIds(ModelResult model, IReadOnlyList<string> ids, string digest)
    {
        if (model.ScoredOn is not { Examples: > 0 } basis)
            yield break;
        if (basis.Examples != ids.Count)
            yield return $"{model.Name} was scored on {basis.Examples} examples, but the result names {ids.Count}";
        else if (basis.IdsDigest != digest)
            yield return $"{model.Name} was scored on other examples than the result names: digest of their ids "
                + $"{basis.IdsDigest} and {digest}";
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
            yield return "an example stands in the result twice";
    }

    private static IEnumerable<string> Empty(ModelResult model, int examples, GateOptions rules)
    {
        if (model.EmptyTexts is not { } empty)
            yield return $"nothing says how many texts of {model.Name} are empty";
        else if (empty < 0 || empty > examples)
            yield return $"{model.Name} cannot have {empty} empty texts in {examples}";
        else if (100.0 * empty > rules.MaxEmptyPercent * examples)
            yield return $"{empty} of {examples} texts of {model.Name} are empty, more than max-empty-percent "
                + $"{Number(rules.MaxEmptyPercent)} allows";
        if (model.GeneratedLength is { } length && !(length is >= 0 and <= int.MaxValue))
            yield return $"the mean length of {model.Name}'s texts is not a usable number";
    }

    private static string? Of(string name, string whose, ScoreResult score, int examples)
    {
        if (MetricCatalogue.Find(name) is not { IsQuality: true } metric)
            return $"{whose} is of no known metric; a host registers its own before it judges";
        if (score.Value is not { } value || !double.IsFinite(value))
            return $"{whose} is missing or not finite";
        var columns = score.Columns(name);
        if (columns.Count == 0)
            return $"{whose} lacks what it is computed from: {string.Join(", ", metric.Components)}";
        if (columns.FirstOrDefault(column => column.Count != examples) is { } uneven)
            return $"{whose} has {uneven.Count} samples for {examples} examples";
        if (!columns.All(column => column.All(double.IsFinite)))
            return $"{whose} has a sample that is not finite";
        return metric.IsOfCorpus
            ? OfCorpus(whose, value, metric.Value(columns), metric)
            : OfExamples(whose, value, columns[0], metric) ?? OfParts(whose, score);
    }

    private static string? OfCorpus(string whose, double value, double computed, MetricDefinition metric) =>
        !(Math.Abs(computed - value) <= Rounding) ? $"{whose} is written as {Number(value)}, but its components give "
            + $"{Number(computed)}"
        : value < metric.Lowest || value > metric.Highest
            ? $"{whose} is {Number(value)}, {Outside(metric)}"
        : null;

    private static string? OfExamples(string whose, double value, IReadOnlyList<double> samples, MetricDefinition metric)
    {
        if (samples.Where(sample => sample < metric.Lowest || sample > metric.Highest).Select(sample => (double?)sample)
            .FirstOrDefault() is { } outside)
            return $"{whose} has a sample of {Number(outside)}, {Outside(metric)}";
        if (metric.Highest > 1 && samples.All(sample => Math.Abs(sample) <= 1) && samples.Any(sample => sample > 0))
            return $"{whose} looks like a score of 0 to 1 (no sample is above 1); scores are points of 0 to "
                + $"{Number(metric.Highest)}";
        var mean = samples.Average();
        return Math.Abs(mean - value) > Rounding
            ? $"{whose} is written as {Number(value)}, but the mean of its samples is {Number(mean)}: one of them was changed"
            : null;
    }

    private static string? OfParts(string whose, ScoreResult score) =>
        new[] { score.Precision, score.Recall }.Any(part => part is { } points && points is not (>= 0 and <= 100))
            ? $"precision or recall of {whose} lies outside 0 to 100"
            : null;

    private static string Outside(MetricDefinition metric) =>
        $"outside {Number(metric.Lowest)} to {Number(metric.Highest)}";

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 1e15 ? "0.######" : "R", CultureInfo.InvariantCulture);
}
