using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Runs;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription("Reports on a fork's pull request what would be compressed. The plan of the fork's run is untrusted input.")]
public sealed class CommentFork : FrostingTask<PipelineContext>
{
    // Of the artifact; PlanReader accepts a file of half this size.
    private const long MostBytes = 2 << 20;

    public override void Run(PipelineContext context)
    {
        if (ActionsEvent.Read(context.Environment).CompletedRun is not { Id: { } run } ended)
            throw new PipelineException(
                $"{ActionsVariables.EventPath} is not a workflow_run event: CommentFork runs in compress-fork.yml only.");
        if (ended is not { Repository: { } fork, Branch: { } branch, Commit: { } commit })
        {
            context.Log.Information("The fork of run {0} is gone: nothing to comment on.", run);
            return;
        }
        using var repository = GitHubAccess.Open(context);
        // The pull request is looked up at GitHub: the artifact is not trusted with its number.
        if (new PullRequests(repository).Find(fork, branch, commit, context.Interrupted).GetAwaiter().GetResult() is not { } pull)
        {
            context.Log.Information("No open pull request has this commit: nothing to comment on.");
            return;
        }
        var artifacts = new RunArtifacts(repository);
        if (artifacts.In(run, "plan", context.Interrupted).GetAwaiter().GetResult() is not { } artifact)
        {
            context.Log.Information("Run {0} left no plan: nothing to comment on.", run);
            return;
        }
        var path = context.PathOf(Paths.UntrustedPlan);
        artifacts.Unpack(artifact, Path.GetDirectoryName(path)!, MostBytes, context.Interrupted).GetAwaiter().GetResult();
        var plan = PlanReader.Read(path);
        var sections = ForkSummaryText.Sections(plan);
        var url = GitHubAccess.RunUrl(context);
        SummaryPublisher.Comment(context, repository, pull.Number, sections, editOnly: !plan.Jobs().Any(), url);
    }
}
