using CompressionPipeline.Core;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Reports;

/// <summary>What became of a budget, in the words that every report shares.</summary>
internal static class BudgetWords
{
    public static string Sentence(BudgetResult result) =>
        $"{Words.Budget(result.Budget)}: {Reason(result)}";

    public static string Reason(BudgetResult result) =>
        string.Join("; ", new[] { result.Reason, More(result), Waived(result) }.OfType<string>());

    /// <summary>What would settle an open budget; null where it is settled.</summary>
    public static string? More(BudgetResult result) => result switch
    {
        { Verdict: not Verdict.Inconclusive } => null,
        { MoreSamples: { } more } when result.Budget.Metric == "latency" => $"about {Words.Plural(more, "more iteration")} would settle it",
        { MoreSamples: { } more } => $"about {Words.Plural(more, "more example")} would settle it",
        _ => "no number of samples would settle it",
    };

    public static string? Waived(BudgetResult result) => result switch
    {
        { Verdict: Verdict.Pass } or { Waiver: null } => null,
        { Verdict: Verdict.Invalid } => "no waiver covers what cannot be judged",
        { Waiver.Expired: true } => $"its waiver ended on {Words.Day(result.Waiver.Expires)}",
        _ => $"waived until {Words.Day(result.Waiver.Expires)}: {result.Waiver.Reason}",
    };

    /// <summary>What a person does next about a budget that did not hold.</summary>
    public static string Next(BudgetResult result) => result.Verdict switch
    {
        Verdict.Inconclusive when result.Budget.Metric == "latency" =>
            "Raise benchmark's iterations or seconds, or run on a quieter machine.",
        Verdict.Inconclusive => "Score more examples (evaluate's limit, or more test data), or keep more layers.",
        Verdict.Fail => "Mend the recipe (more steps, more layers kept) or, if the loss is acceptable, the budget; only the gate runs again for a changed budget.",
        _ => "Mend what the reason names and run the stage again.",
    };
}
