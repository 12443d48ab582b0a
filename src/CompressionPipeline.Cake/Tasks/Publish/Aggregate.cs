using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription("Judges the models that changed from what other jobs uploaded; compresses nothing. The required check.")]
public sealed class Aggregate : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var run = CompressionRun.Read(context);
        if (run.State == RunState.NothingChanged || run is { State: RunState.Compressed, Changed.Count: 0 })
            context.Log.Information("No model changed: there is nothing to judge.");
        using (var repository = GitHubAccess.TryOpen(context))
            new RestoredArtifacts(context, repository).Restore(run.Jobs(context).Select(job => job.Measured));
        var judged = run.Changed.Select(entry => RestoredArtifactsGate.Judge(context, entry)).ToList();
        Results.Conclude(
            context,
            [.. judged.Select(model => model.Result).OfType<GateResult>()],
            judged.Select(model => model.Failure).Prepend(run.Failure).OfType<string>());
    }
}
