using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskName(nameof(Targets.HandOn))]
[TaskDescription("Copies what the selected models have in the store to artifacts/hand-on, for jobs on other machines.")]
public sealed class HandOn : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) =>
        context.Log.Information("{0} artifacts for the jobs that follow lie in {1}.", context.Pipeline.HandOn().Count, Paths.Stored);
}
