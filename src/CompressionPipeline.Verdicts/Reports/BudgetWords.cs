using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>What became of a budget, in the words that every report shares.</summary>
internal static class BudgetWords
{
    public static string Sentence(BudgetResult result) =>
        $"{Words.Budget(result.Budget)}: {result.Reason}";

    /// <summary>What a person does next about a budget that did not hold.</summary>
    public static string Next(BudgetResult result) => result.Verdict switch
    {
        Verdict.Inconclusive when result.Budget.Metric == "latency" =>
            "Raise benchmark's loads and seconds, or run on a quieter machine.",
        Verdict.Inconclusive => "Score more examples (evaluate's limit, or more test data), or keep more layers.",
        Verdict.Fail => "Fix the recipe (more steps, more layers kept) or, if the loss is acceptable, the budget; only the gate runs again for a changed budget.",
        _ => "Fix what the reason names and run the stage again.",
    };
}
