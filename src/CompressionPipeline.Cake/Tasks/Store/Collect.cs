using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Store;

[TaskName(nameof(Targets.Collect))]
[TaskDescription("Removes the artifacts and checkpoints that the manifest no longer plans.")]
public sealed class Collect : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var (removed, bytes) = context.Pipeline.Collect();
        foreach (var key in removed)
            context.Progress.Info($"removed {key.Stage} {key.Digest.Short}…");
        context.Progress.Info(FormattableString.Invariant($"artifacts removed: {removed.Count}; freed: {bytes / 1e6:N1} MB"));
    }
}
