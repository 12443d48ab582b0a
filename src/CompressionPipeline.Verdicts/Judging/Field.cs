using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging.Errors;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>A result with its estimates, and whom its variants are compared with.</summary>
internal sealed class Field
{
    private readonly Opponent sibling;
    private readonly Dictionary<string, (Opponent Opponent, IReadOnlyList<ModelResult> Variants, string? Error)> named = [];

    public Field(GateResult result, GateOptions rules, IReadOnlyDictionary<string, ModelResult> baselines)
    {
        (Result, Rules) = (result, rules);
        sibling = new(result.Base, result.Base, "the unpruned model");
        foreach (var name in rules.Budgets.Select(budget => budget.Against).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (baselines.TryGetValue(name, out var model))
                named[name] = Against(name, model);
        }
    }

    public GateResult Result { get; }

    public GateOptions Rules { get; }

    /// <summary>What a budget is about, of one variant.</summary>
    public Comparison Compare(int variant, Budget budget)
    {
        var candidate = Result.Variants[variant];
        if (Measurable.Find(budget.Metric) is not { } kind)
            return Comparison.Nothing(new(budget.Metric, "", Direction.HigherIsBetter, "", ""), $"there is no metric '{budget.Metric}'; there are {string.Join(", ", Measurable.All.Select(one => one.Name))}");
        if (budget.Against is not { } name)
            return Comparer.Take(candidate, sibling, budget, kind);
        if (!named.TryGetValue(name, out var baseline))
            return Comparison.Nothing(kind, $"there is no baseline '{name}'; name it in the manifest's baselines");
        if ((NotComparable(candidate, baseline.Opponent, kind) ?? baseline.Error) is { } error)
            return Comparison.Nothing(kind, error);
        return Comparer.Take(baseline.Variants[variant], baseline.Opponent, budget, kind);
    }

    private (Opponent, IReadOnlyList<ModelResult>, string?) Against(string name, ModelResult model)
    {
        // Made of the samples, like everything: what stands in a file is not taken at its word.
        var baseline = model with { Speed = model.Benchmark is { } benchmark ? SpeedEstimates.Of(benchmark, Rules.SpeedConfidence) : [] };
        var errors = ErrorFinder.Own(baseline, Rules).Concat(TimeErrors.Of(baseline));
        var models = QualityEstimates.Of([baseline, .. Result.Variants], Rules);
        return (new(baseline, Result.Base, $"baseline {name}"), [.. models.Skip(1)], errors.Select(error => $"baseline {name} cannot be used: {error}").FirstOrDefault());
    }

    // Sizes of models that were trained on other data are not comparable either: they do not do the same.
    private static string? NotComparable(ModelResult candidate, Opponent baseline, Measurable kind)
    {
        if (candidate.ScoredOn is not { } here || baseline.Model.ScoredOn is not { } there)
            return null;
        if (here.Data != there.Data)
            return $"{baseline.Name} is of another data set than {candidate.Name}: '{there.Data}' and '{here.Data}'";
        return kind.Counted || kind.Name == Measurable.Latency ? null : Conditions.Differences(here, candidate.Name, there, baseline.Name).FirstOrDefault();
    }
}
