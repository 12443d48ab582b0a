using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>What is said of a plan that a fork's run made. Of the plan only names that a manifest could give are repeated, as code.</summary>
internal static class ForkWords
{
    private const int First = 100;

    public static IReadOnlyList<CommentSection> Sections(PlanFile plan)
    {
        var jobs = plan.Jobs().ToList();
        if (jobs.Count == 0)
            return [new("", "## Compression: No model changed", First)];
        var opening = $"## Compression: waiting for a maintainer\n\nThis change comes from a fork, and nothing that a fork sends reaches a runner. "
            + $"{(plan.Models.Count == 1 ? "One model" : $"{plan.Models.Count} models")} changed: **a maintainer pushes this branch to the repository** to have it compressed.";
        var table = "| job | labels of its runner | at most |\n|---|---|---:|\n" + string.Concat(jobs.Select(job =>
            $"| {Markdown.Code(job.Name)} | {string.Join(' ', job.RunsOn.Select(Markdown.Code))} | {job.Timeout} min |\n"));
        return
        [
            new("", opening, First),
            new("What would run", table, First - 10) { Folded = true, CutAtLines = true },
        ];
    }
}
