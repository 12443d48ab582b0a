using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Hosting;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Publish;

[TaskName(nameof(Targets.TakeOver))]
[TaskDescription("Fetches the unpruned models that the selected variants are made of, where an earlier run made them and the store lacks them.")]
public sealed class TakeOver : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var names = GitHubAccess.Word(context, EnvVars.Takes)?.Split(',') ?? [];
        if (names.Length == 0 || !context.Pipeline.LacksBases())
        {
            context.Log.Information("There is nothing to take over.");
            return;
        }
        using var repository = GitHubAccess.TryOpen(context);
        new HandedOn(context, repository).Bring(names);
    }
}
