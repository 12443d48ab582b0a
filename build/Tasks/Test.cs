using Cake.Frosting;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Build.Tasks;

[TaskName(nameof(Targets.Test))]
[TaskDescription("Runs every test; --filter narrows. The last line counts them.")]
[IsDependentOn(typeof(Build))]
public sealed class Test : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => TestRun.Run(context);
}
