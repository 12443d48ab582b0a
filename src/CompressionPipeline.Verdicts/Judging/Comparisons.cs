using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging.Errors;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>A result with its estimates, and what its variants are compared with.</summary>
internal sealed class Comparisons
{
    private readonly Reference baseline;
    private readonly Dictionary<string, (Reference Reference, IReadOnlyList<ModelResult> Variants, string? Error)> named = [];

    public Comparisons(GateResult result, GateOptions rules, IReadOnlyDictionary<string, ModelResult> references)
    {
        (Result, Rules) = (result, rules);
        baseline = new(result.Baseline, result.Baseline, "the unpruned model");
        foreach (var name in rules.Budgets.Select(budget => budget.Against).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (references.TryGetValue(name, out var model))
                named[name] = Against(name, model);
        }
    }

    public GateResult Result { get; }

    public GateOptions Rules { get; }

    /// <summary>What a budget is about, of one variant.</summary>
    public Comparison Of(int index, Budget budget)
    {
        var variant = Result.Variants[index];
        if (MetricCatalogue.Find(budget.Metric) is not { } metric)
            return Comparison.Nothing(
                new(budget.Metric, budget.Metric, "", Direction.HigherIsBetter, MetricInterval.Exact),
                $"there is no metric '{budget.Metric}'; there are "
                    + $"{string.Join(", ", MetricCatalogue.All.Select(one => one.Name))}");
        if (budget.Against is not { } name)
            return Comparer.Take(variant, baseline, budget, metric);
        if (!named.TryGetValue(name, out var other))
            return Comparison.Nothing(metric, $"there is no reference '{name}'; name it in the manifest's references");
        if ((NotComparable(variant, other.Reference, metric) ?? other.Error) is { } error)
            return Comparison.Nothing(metric, error);
        return Comparer.Take(other.Variants[index], other.Reference, budget, metric);
    }

    private (Reference, IReadOnlyList<ModelResult>, string?) Against(string name, ModelResult model)
    {
        // Computed from the samples again: values in a file are not trusted.
        var timed = model with { Speed = SpeedEstimates.Of(model.Benchmark, Rules.SpeedConfidence) };
        var errors = ErrorFinder.Own(timed, Rules).Concat(TimeErrors.Of(timed));
        var models = QualityEstimates.Of([timed, .. Result.Variants], Rules);
        return (new(timed, Result.Baseline, $"reference {name}"), [.. models.Skip(1)],
            errors.Select(error => $"reference {name} cannot be used: {error}").FirstOrDefault());
    }

    // Sizes of models that were trained on other data are not comparable either.
    private static string? NotComparable(ModelResult variant, Reference reference, MetricDefinition metric)
    {
        if (variant.ScoredOn is not { } here || reference.Model.ScoredOn is not { } there)
            return null;
        if (here.Data != there.Data)
            return $"{reference.Name} is of another data set than {variant.Name}: '{there.Data}' and '{here.Data}'";
        return metric.IsQuality ? Comparability.Differences(here, variant.Name, there, reference.Name).FirstOrDefault() : null;
    }
}
