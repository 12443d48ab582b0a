using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>The verdict of a whole entry, whether it stops a merge, and why.</summary>
internal static class Conclusion
{
    public static GateResult Of(GateResult judged, (PickResult Result, Verdict Verdict)? pick)
    {
        var verdict = pick?.Verdict
            ?? Judge.Overall(judged.Variants.Select(variant => variant.Verdict!.Value), ofNothing: Verdict.Invalid);
        return judged with
        {
            Verdict = verdict,
            Pick = pick?.Result,
            Blocks = verdict switch
            {
                Verdict.Pass => false,
                Verdict.Inconclusive => judged.Rules.InconclusiveBlocks,
                _ => true,
            },
            Reason = pick?.Result.Reason ?? (verdict == Verdict.Pass ? Passed(judged) : Decisive(judged, verdict)),
        };
    }

    private static string Passed(GateResult judged)
    {
        var (variants, budgets) = (judged.Variants.Count, judged.Rules.Budgets.Count);
        if (budgets == 0)
            return "no budget was set, so nothing could fail";
        var waived = judged.Variants.SelectMany(variant => variant.Budgets).Count(budget => budget.Verdict != budget.Counted);
        return (variants == 1 ? "its one variant keeps " : $"all {variants} variants keep ")
            + (budgets == 1 ? "the one budget" : $"all {budgets} budgets")
            + (waived == 0 ? "" : $", {waived} of them by a waiver");
    }

    private static string Decisive(GateResult judged, Verdict verdict)
    {
        string[] all =
        [
            .. from variant in judged.Variants
               where variant.Verdict == verdict
               from reason in variant.Errors.Count > 0
                   ? variant.Errors
                   : variant.Budgets.Where(budget => budget.Counted == verdict).Select(BudgetWords.Sentence)
               select $"{variant.Name}: {reason}",
        ];
        return all.Length == 0 ? "there is no variant to judge"
            : all[0] + (all.Length == 1 ? "" : $" (and {all.Length - 1} more)");
    }
}
