using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Takes the best variant among those that keep every budget and stay within the pick's own drops with all of their intervals.</summary>
internal static class Picking
{
    public static (PickResult Result, Verdict Verdict) Of(Field field, IReadOnlyList<ModelResult> variants, Pick pick)
    {
        var candidates = variants.Select((variant, index) => new Candidate(variant, Standing(field, index, variant, pick), Score(field, index, pick))).ToList();
        var eligible = candidates.Where(candidate => candidate.Standing == Verdict.Pass).ToList();
        var best = eligible.MaxBy(candidate => (candidate.Score!.Value, -(candidate.Variant.Parameters ?? double.MaxValue)));
        var open = candidates.Where(candidate => candidate.Standing == Verdict.Inconclusive).Select(candidate => candidate.Variant.Name).ToList();
        var doubt = open.Count == 0 ? "" : $"; {string.Join(", ", open)} might qualify with more samples";
        if (best is not null)
            return (new(pick, best.Variant.Name, $"{best.Variant.Name} is the best by {pick.Best} ({Told(best, pick)}) of {eligible.Count} that qualify{doubt}"), Verdict.Pass);
        var standings = string.Join(", ", candidates.Select(candidate => $"{candidate.Variant.Name} {Words.Verdict(candidate.Standing)}").DefaultIfEmpty("there is none"));
        return (new(pick, null, $"no variant qualifies: {standings}{doubt}"), open.Count > 0 ? Verdict.Inconclusive
            : candidates.All(candidate => candidate.Standing == Verdict.Invalid) ? Verdict.Invalid
            : Verdict.Fail);
    }

    // PASS for one that qualifies, else what keeps it from that.
    private static Verdict Standing(Field field, int index, ModelResult variant, Pick pick) => Score(field, index, pick) is null
        ? Verdict.Invalid
        : Judge.Overall(Drops(field, index, variant, pick).Prepend(variant.Verdict ?? Verdict.Invalid), Verdict.Invalid);

    private static IEnumerable<Verdict> Drops(Field field, int index, ModelResult variant, Pick pick) => pick.Within
        .Select(drop => Judge.One(field, index, new Budget(drop.Key, BudgetRule.MaxDrop, drop.Value), variant.Errors).Verdict);

    // The more the better; null where it was not measured.
    private static double? Score(Field field, int index, Pick pick)
    {
        var compared = field.Compare(index, Wanted(pick));
        var value = compared.For(Wanted(pick).Rule)?.Value;
        return compared.Error is not null || value is not { } number || !double.IsFinite(number) ? null
            : compared.Kind.Direction == Direction.HigherIsBetter || compared.Kind.Name == Measurable.Latency ? number : -number;
    }

    // Of latency the speedup, since it was measured in turns with the unpruned model.
    private static Budget Wanted(Pick pick) => pick.Best == Measurable.Latency
        ? new(pick.Best, BudgetRule.MinSpeedup, 0) { BatchSize = pick.BatchSize }
        : new(pick.Best, BudgetRule.Min, 0);

    private static string Told(Candidate best, Pick pick)
    {
        var kind = Measurable.Find(pick.Best)!;
        return kind.Name == Measurable.Latency ? $"{Words.Times(best.Score)} at batch size {pick.BatchSize}" : $"{kind.Format(Math.Abs(best.Score!.Value))} {kind.Unit}";
    }

    private sealed record Candidate(ModelResult Variant, Verdict Standing, double? Score);
}
