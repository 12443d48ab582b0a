using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription("Downloads what a job needs and the store lacks: the unpruned models, and what an earlier attempt finished.")]
public sealed class RestoreArtifacts : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var baselines = Names(context, EnvironmentVariables.Takes);
        using var repository = GitHubAccess.TryOpen(context);
        var lacks = baselines.Length > 0 && context.Pipeline.LacksBaselines();
        string[] names = [.. Names(context, EnvironmentVariables.Partial), .. lacks ? baselines : []];
        new RestoredArtifacts(context, repository).Restore(names);
        if (lacks && context.Pipeline.LacksBaselines())
        {
            throw new PipelineException(
                "No run has the unpruned model that this job needs: run the failed jobs of 'baselines' again, or all jobs.");
        }
        context.Log.Information("The store has what this job needs.");
    }

    private static string[] Names(PipelineContext context, string variable) =>
        GitHubAccess.Variable(context, variable)?.Split(',') ?? [];
}
