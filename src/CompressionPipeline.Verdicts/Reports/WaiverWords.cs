using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>One waiver of the manifest and what it covers in this result.</summary>
internal sealed record WaiverWords(Waiver Waiver, string Covers, string Effect)
{
    public static IReadOnlyList<WaiverWords> Of(GateResult result) =>
        [.. result.Rules.Waivers.Select(waiver => new WaiverWords(waiver, About(waiver), EffectOf(result, waiver)))];

    public static string Scope(Waiver waiver) => waiver.Variant ?? "every variant";

    private static string About(Waiver waiver) =>
        $"{waiver.Metric} {OptionsJson.NameOf(waiver.Rule)}{(waiver.BatchSize is { } size ? $" at batch size {size}" : "")}";

    private static string EffectOf(GateResult result, Waiver waiver)
    {
        if (waiver.Expired)
            return $"ended on {Words.Day(waiver.Expires)}, covers nothing";
        var covered = result.Variants
            .Where(variant => variant.Budgets.Any(budget => budget.Verdict != budget.Counted && Same(budget.Waiver, waiver)))
            .Select(variant => variant.Name).ToList();
        return covered.Count == 0
            ? $"until {Words.Day(waiver.Expires)}; nothing needed it"
            : $"until {Words.Day(waiver.Expires)}; covers a miss of {Words.List(covered)}";
    }

    private static bool Same(Waiver? one, Waiver other) =>
        one is not null && one with { Location = null } == other with { Location = null };
}
