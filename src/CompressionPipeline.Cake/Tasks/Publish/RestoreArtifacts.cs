using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Hosting;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskName(nameof(Targets.RestoreArtifacts))]
[TaskDescription("Fetches what a job begins from, where the store lacks it: its unpruned models, and what a lost attempt finished.")]
public sealed class RestoreArtifacts : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var bases = Names(context, EnvironmentVariables.Takes);
        using var repository = GitHubAccess.TryOpen(context);
        var lacks = bases.Length > 0 && context.Pipeline.LacksBases();
        new RestoredArtifacts(context, repository).Bring([.. Names(context, EnvironmentVariables.Partial), .. lacks ? bases : []]);
        if (lacks && context.Pipeline.LacksBases())
            throw new PipelineException("No job uploaded the unpruned model that this one is made of, or it is gone: run the failed jobs of 'bases' again, or all of them.");
        context.Log.Information("What this job begins from is here.");
    }

    private static string[] Names(PipelineContext context, string variable) => GitHubAccess.Word(context, variable)?.Split(',') ?? [];
}
