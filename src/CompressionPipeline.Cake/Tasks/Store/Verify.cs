using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Store;

[TaskName(nameof(Targets.Verify))]
[TaskDescription("Compares every artifact of the store with its record and removes the damaged ones.")]
public sealed class Verify : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var (whole, damaged) = context.Pipeline.Verify();
        context.Progress.Info($"artifacts as they were written: {whole}; damaged and removed: {damaged}");
    }
}
