using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>What the console says of a whole result, below its last table.</summary>
internal static class ConsoleLines
{
    public static IEnumerable<ConsoleLine> Of(GateResult result)
    {
        if (result.Pick is { } pick)
            yield return new($"picked {(pick.Variant is { } variant ? Words.Line(variant) : "none")}: {Words.Line(pick.Reason)}");
        foreach (var waiver in WaiverWords.Of(result))
            yield return new(
                $"waiver for {Words.Line(waiver.Covers)}, {Words.Line(WaiverWords.Scope(waiver.Waiver))}: "
                    + $"{Words.Line(waiver.Effect)} "
                    + $"({Words.Line(waiver.Waiver.Reason)})",
                waiver.Waiver.Expired ? Verdict.Fail : Verdict.Inconclusive);
        if (result.Verdict == Verdict.Inconclusive && !result.Blocks)
            yield return new("INCONCLUSIVE does not stop a merge here: the recipe says so (gate: inconclusive-blocks).");
    }
}
