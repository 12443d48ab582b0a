using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>Two results of a model side by side: scores, speedup over the baseline, parameters.</summary>
internal static class MarkdownChanges
{
    private const string Arrow = " → ";

    public static string Table(GateResult result, GateResult before)
    {
        var earlier = before.Variants.DistinctBy(variant => variant.Name).ToDictionary(variant => variant.Name);
        var rows = Rows(Roles.Baseline, before.Baseline, result.Baseline)
            .Concat(result.Variants.SelectMany(variant => Rows(variant.Name, earlier.GetValueOrDefault(variant.Name), variant)))
            .Concat(from gone in before.Variants
                    where result.Variants.All(now => now.Name != gone.Name)
                    select Row(gone.Name, "", "no longer made", ""));
        return MarkdownText.Table(["variant", "metric", "merge base → now", ">change"], rows);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(string name, ModelResult? before, ModelResult now)
    {
        if (before is null)
        {
            yield return Row(name, "", "new: the merge base does not make it", "");
            yield break;
        }
        foreach (var (metric, score) in now.Scores)
        {
            if ((before.Scores.GetValueOrDefault(metric)?.Value, score.Value) is ({ } was, { } value))
                yield return Row(name, MetricCatalogue.Title(metric), Words.Fixed(was) + Arrow + Words.Fixed(value),
                    Comparable(before, now) ? Words.Signed(value - was) : "scored on other examples or by other rules");
        }
        foreach (var cell in now.Speed.Where(cell => cell.Phase == Phase.Total))
        {
            if ((before.SpeedAt(cell.Runtime, cell.BatchSize)?.Speedup, cell.Speedup) is ({ } was, { } value))
                yield return Row(name, $"speedup, batch {cell.BatchSize}, {cell.Runtime}",
                    Words.Speedup(was) + Arrow + Words.Speedup(value), Words.Signed(value.Value - was.Value) + "x");
        }
        if ((before.Parameters, now.Parameters) is ({ } many, { } few))
            yield return Row(name, "parameters", Words.Count(many) + Arrow + Words.Count(few), Words.Percent(many, few));
    }

    private static bool Comparable(ModelResult before, ModelResult now) =>
        before.ScoredOn is { } was && now.ScoredOn is { } scored
            && (was.Split, was.Signature) == (scored.Split, scored.Signature);

    private static IReadOnlyList<string> Row(string name, string metric, string values, string change) =>
        [MarkdownText.Escape(name), MarkdownText.Escape(metric), values, change];
}
