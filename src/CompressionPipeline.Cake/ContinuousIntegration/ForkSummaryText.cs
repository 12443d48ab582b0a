using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.ContinuousIntegration;

// The comment about a plan that a fork's run made. It repeats nothing of the plan but names that a manifest could give, as code.
internal static class ForkSummaryText
{
    public static IReadOnlyList<ReportSection> Sections(PlanFile plan)
    {
        var jobs = plan.Jobs().ToList();
        if (jobs.Count == 0)
            return [new("", "## Compression: No model changed", RunSummaryText.MostImportant)];
        var changed = plan.Models.Count == 1 ? "One model" : $"{plan.Models.Count} models";
        var opening = "## Compression: waiting for a maintainer\n\n"
            + "This change comes from a fork, and runners compress nothing that a fork sends. "
            + $"{changed} changed: **a maintainer pushes this branch to the repository** to have it compressed.";
        var table = "| job | labels of its runner | at most |\n|---|---|---:|\n" + string.Concat(jobs.Select(job =>
            $"| {Markdown.Code(job.Name)} | {string.Join(' ', job.RunsOn.Select(Markdown.Code))} | {job.Timeout} min |\n"));
        return
        [
            new("", opening, RunSummaryText.MostImportant),
            new("What would run", table, RunSummaryText.MostImportant - 10) { Folded = true, CutAtLines = true },
        ];
    }
}
