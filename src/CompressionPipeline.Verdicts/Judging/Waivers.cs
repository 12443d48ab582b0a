using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Finds the waiver of a missed budget.</summary>
internal static class Waivers
{
    // The waiver of a budget: one that holds before one that expired, then the longest; null where there is none.
    public static Waiver? Of(Budget budget, string variant, IReadOnlyList<Waiver> waivers) => waivers
        .Where(waiver => waiver.Metric == budget.Metric && waiver.Rule == budget.Rule
            && (waiver.Variant is null || waiver.Variant == variant)
            && (waiver.BatchSize is null || waiver.BatchSize == (budget.BatchSize ?? Budget.DefaultBatchSize)))
        .OrderBy(waiver => waiver.Expired)
        .ThenByDescending(waiver => waiver.Expires)
        .ThenBy(waiver => waiver.Reason, StringComparer.Ordinal)
        .ThenBy(waiver => waiver.By, StringComparer.Ordinal)
        .FirstOrDefault();

    public static string Sentence(Waiver waiver)
    {
        var by = waiver.By is null ? "" : $" by {waiver.By}";
        return waiver.Expired
            ? $"the waiver of {waiver.Metric} {OptionsJson.NameOf(waiver.Rule)}{by} expired on {Words.Day(waiver.Expires)}, "
                + $"refused: {waiver.Reason}"
            : $"waived{by} until {Words.Day(waiver.Expires)}: {waiver.Reason}";
    }
}
