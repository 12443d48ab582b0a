using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Hosting;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Runs;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskName(nameof(Targets.CommentFork))]
[TaskDescription("Says on a fork's pull request what would be compressed; what the fork's run left is hostile input.")]
public sealed class CommentFork : FrostingTask<PipelineContext>
{
    // PlanReader takes half of it.
    private const long MostBytes = 2 << 20;

    public override void Run(PipelineContext context)
    {
        if (ActionsEvent.Read(context.Environment).EndedRun is not { Id: { } run } ended)
            throw new PipelineException($"{ActionsVariables.EventPath} is no event of a workflow_run: CommentFork runs in compress-fork.yml alone.");
        if (ended is not { Repository: { } fork, Branch: { } branch, Commit: { } commit })
        {
            context.Log.Information("The fork of run {0} is gone: nothing to comment on.", run);
            return;
        }
        using var repository = GitHubAccess.Open(context);
        // Whose pull request it is, GitHub says: the artifact is not asked.
        if (new PullRequests(repository).Find(fork, branch, commit, context.Interrupted).GetAwaiter().GetResult() is not { } pull)
        {
            context.Log.Information("No open pull request brings this commit: nothing to comment on.");
            return;
        }
        var artifacts = new RunArtifacts(repository);
        if (artifacts.In(run, "plan", context.Interrupted).GetAwaiter().GetResult() is not { } artifact)
        {
            context.Log.Information("Run {0} left no plan: nothing to comment on.", run);
            return;
        }
        artifacts.Unpack(artifact, Path.GetDirectoryName(context.PathOf(Paths.UntrustedPlan))!, MostBytes, context.Interrupted).GetAwaiter().GetResult();
        var plan = PlanReader.Read(context.PathOf(Paths.UntrustedPlan));
        var sections = ForkWords.Sections(plan);
        Announcement.Comment(context, repository, pull.Number, sections, quiet: !plan.Jobs().Any(), GitHubAccess.RunUrl(context));
    }
}
