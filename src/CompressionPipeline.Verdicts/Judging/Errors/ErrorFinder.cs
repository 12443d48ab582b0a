using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging.Errors;

/// <summary>Everything for which a variant cannot be judged at all, a sentence each.</summary>
internal static class ErrorFinder
{
    /// <returns>The errors of each variant, in order; those of the baseline are every variant's.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Of(GateResult result, GateOptions rules)
    {
        var digest = Digest.OfText(string.Join('\n', result.Ids)).Hex;
        string[] baseline = [.. Own(result.Baseline, rules), .. ScoreErrors.OfIds(result.Baseline, result.Ids, digest)];
        var twice = result.Variants.Append(result.Baseline).GroupBy(model => model.Name).Where(group => group.Count() > 1)
            .Select(group => group.Key).ToHashSet();
        return [.. result.Variants.Select(variant => (IReadOnlyList<string>)
        [
            .. baseline,
            .. Own(variant, rules),
            .. Bases(result.Baseline, variant),
            .. CostErrors.Of(result.Baseline, variant, rules),
            .. TimeErrors.Of(variant),
            .. PlausibilityErrors.Of(result.Baseline, variant, rules),
            .. twice.Contains(variant.Name) ? [$"there are two models called {variant.Name}"] : Array.Empty<string>(),
        ])];
    }

    /// <summary>What can be said of a model by itself.</summary>
    public static IEnumerable<string> Own(ModelResult model, GateOptions rules) =>
        [.. ScoreErrors.Of(model, rules), .. CostErrors.OfSizes(model)];

    private static IEnumerable<string> Bases(ModelResult baseline, ModelResult variant) =>
        baseline.ScoredOn is { } first && variant.ScoredOn is { } second
            ? Comparability.Differences(first, baseline.Name, second, variant.Name)
            : [];
}
