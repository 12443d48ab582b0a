using Cake.Frosting;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Cake.Tasks.Store;

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

[TaskDescription("Compares every artifact of the store with its record and removes the damaged ones.")]
public sealed class Verify : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var (whole, damaged) = context.Pipeline.Verify();
        context.Progress.Info($"artifacts as they were written: {whole}; damaged and removed: {damaged}");
    }
}
