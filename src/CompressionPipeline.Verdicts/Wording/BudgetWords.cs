using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Wording;

/// <summary>The outcome of a budget in words, the same in every report.</summary>
public static class BudgetWords
{
    /// <summary>The budget and its outcome.</summary>
    public static string Sentence(BudgetResult result) => $"{Words.Budget(result.Budget)}: {result.Reason}";

    /// <summary>The same with the place where the budget is written, its owner and its verdict.</summary>
    /// <param name="result">The outcome.</param>
    /// <param name="owner">Model and variant, for example <c>dotnet-docs/shallow-decoder</c>.</param>
    public static string Message(BudgetResult result, string owner)
    {
        var place = result.Budget.Location is { } location ? $"{location}: " : "";
        return $"{place}{owner}: {Words.Verdict(result.Verdict)}: {Sentence(result)}";
    }

    /// <summary>What to do about a budget that did not hold.</summary>
    internal static string Next(BudgetResult result) => result.Verdict switch
    {
        Verdict.Inconclusive when result.Budget.Metric == MetricCatalogue.Latency =>
            "Raise benchmark's loads and seconds, or run on a quieter machine.",
        Verdict.Inconclusive => "Score more examples (evaluate's limit, or more test data), or keep more layers.",
        Verdict.Fail => "Fix the recipe (more steps, more layers kept) or, if the loss is acceptable, the budget; "
            + "only the gate runs again for a changed budget.",
        _ => "Fix what the reason names and run the stage again.",
    };
}
