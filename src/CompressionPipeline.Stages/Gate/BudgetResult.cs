using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Gate;

/// <summary>What became of one budget.</summary>
/// <param name="Budget">The limit.</param>
/// <param name="Verdict">Within it, beyond it, or not to be judged.</param>
/// <param name="Measured">What is compared with the limit (a value, a drop or a speedup); null where it is missing or not finite.</param>
/// <param name="Distance">How far inside the limit, in the limit's unit; negative beyond it; null where nothing was measured.</param>
/// <param name="Reason">A sentence for people: the values, the limit and the distance, or what is missing.</param>
public sealed record BudgetResult(Budget Budget, Verdict Verdict, double? Measured, double? Distance, string Reason)
{
    /// <summary>What a person is told: where the budget is written, whose it is, what it says, and what became of it.</summary>
    /// <param name="owner">Model and variant, for example <c>dotnet-docs/shallow-decoder</c>.</param>
    public string Message(string owner)
    {
        var place = Budget.Location is null ? "" : $"{Budget.Location}: ";
        return $"{place}{owner}: {Words.Budget(Budget)}: {Reason}";
    }
}
