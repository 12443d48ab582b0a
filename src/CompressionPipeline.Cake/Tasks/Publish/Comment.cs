using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.GitHub.Checks;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription(
    "Reports the verdicts on the pull request: one comment, kept up to date, and a check with notes beside the manifest.")]
public sealed class Comment : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var run = CompressionRun.Read(context);
        using var repository = GitHubAccess.Open(context);
        var judged = run.Changed.Select(entry => JudgedModel.Read(context, entry)).ToList();
        var models = run.Earlier is { } earlier ? new MergeBase(context, repository, earlier).WithBaselines(judged) : judged;
        var url = GitHubAccess.Page(context);
        var sections = RunSummaryText.Sections(run, models, url);

        SummaryPublisher.WriteStep(context, sections, RunSummaryText.Verdict(run, models), url);
        SummaryPublisher.Comment(context, repository, sections, editOnly: models.Count == 0 && run.Failure is null, url);
        var commit = ActionsEvent.Read(context.Environment).Head ?? GitHubAccess.Variable(context, ActionsVariables.Sha);
        if (commit is null)
            return;
        var check = RunCheck.Of(run, models, sections, context.Root, commit, GitHubAccess.Run(context), url);
        new CheckReport(repository).Put(check, context.Interrupted).GetAwaiter().GetResult();
        context.Log.Information("Check {0}: {1}.", check.Name, check.Title);
    }
}
