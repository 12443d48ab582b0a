using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>How the numbers came about, in sentences.</summary>
internal static class Method
{
    public static IReadOnlyList<string> Of(GateResult result)
    {
        var rules = result.Rules;
        return
        [
            Quality(result),
            .. TrainingEnds(result),
            "Speed: the unpruned model and the variant take turns in one process (baseline, variant, variant, baseline). A "
                + "speedup is the unpruned model's time over the variant's" + Speedup(result, Words.Level(rules.SpeedConfidence)),
            "Verdicts: PASS and FAIL only where the whole interval lies on one side of the limit; INCONCLUSIVE where it lies on "
                + "both; INVALID where the numbers cannot be judged. "
                + (rules.InconclusiveBlocks ? "INCONCLUSIVE stops a merge." : "INCONCLUSIVE does not stop a merge."),
            $"Frontier: the models that no other model beats both in {result.Headline.Title} and in speedup (or parameters), by "
                + "their estimates.",
        ];
    }

    /// <summary>What the scores were made with; the baseline's, and any other that differs from it.</summary>
    public static IReadOnlyList<Fact> Signatures(GateResult result)
    {
        var all = result.Variants.Prepend(result.Baseline).Where(model => model.ScoredOn is not null)
            .GroupBy(model => model.ScoredOn!).ToList();
        return
        [
            .. from same in all
               let of = all.Count == 1 ? "" : $" of {Words.List([.. same.Select(model => model.Name)])}"
               from fact in new Fact[]
               {
                   new($"Signature{of}", same.Key.Signature),
                   new($"Examples{of}", $"{Words.Count(same.Key.Examples)}, split {Start(same.Key.Split)}, ids "
                       + $"{Start(same.Key.IdsDigest)}"),
                   new($"Data{of}", (result.DataSet is { Name.Length: > 0 } data ? data.Name + ", " : "") + Start(same.Key.Data)),
               }
               select fact,
        ];
    }

    private static string Quality(GateResult result)
    {
        var scored = result.Variants.Prepend(result.Baseline).SelectMany(model => model.Scores.Keys).Distinct()
            .Select(MetricCatalogue.Find).OfType<MetricDefinition>()
            .ToLookup(metric => metric.IsOfCorpus, metric => metric.Title);
        var examples = Words.Plural(result.Baseline.ScoredOn?.Examples ?? result.Ids.Count, "example");
        string[] made =
        [
            .. scored[false].Any() ? [$"mean over {examples} of {string.Join(", ", scored[false])}"] : Array.Empty<string>(),
            .. scored[true].Any() ? [$"{string.Join(", ", scored[true])} of {examples} together"] : Array.Empty<string>(),
        ];
        return $"Quality, in points: {string.Join("; ", made.DefaultIfEmpty("nothing was scored"))}. A change is variant less "
            + $"unpruned model on the same examples; its {Words.Level(result.Rules.QualityConfidence)} interval comes from a "
            + $"paired bootstrap over examples with {Words.Count(result.Rules.Resamples)} resamples.";
    }

    private static IEnumerable<string> TrainingEnds(GateResult result) =>
        from model in result.Variants.Prepend(result.Baseline)
        let end = model.TrainingEnd
        where end is not null
        select $"Training: {model.Name} stopped after step {Words.Count(end.Steps)} of {Words.Count(end.PlannedSteps)} and has "
            + $"the weights of step {Words.Count(end.KeptStep)}.";

    private static string Speedup(GateResult result, string level)
    {
        var cells = result.Variants.SelectMany(variant => variant.Benchmark?.Cells ?? []).ToList();
        var ofLoads = "Both are loaded anew again and again, because the same model loaded twice differs in speed. Each load "
            + "gives one ratio, of the 10th percentiles of its times, because others on the machine lengthen times and never "
            + $"shorten them. The {level} interval is Student's t of the loads' ratios without the fifth of them at either end.";
        var ofTurns = $"turn by turn; turns that follow each other are averaged in blocks, and the {level} interval is that of a "
            + "robust mean of the blocks. It is of one load of the models: loaded again they may differ by more.";
        return cells.Count == 0 || cells.Any(cell => cell.Loads.Count > 1)
            ? $". {ofLoads}" + (cells.Any(cell => cell.Loads.Count <= 1)
                ? $" Where models were loaded once, the ratio is taken {ofTurns}" : "")
            : $", {ofTurns}";
    }

    private static string Start(string digest) => digest.Length > 16 ? digest[..16] + "…" : digest;
}
