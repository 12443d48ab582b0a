using Cake.Frosting;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Build.Tasks;

[TaskDescription("Runs every test; --filter narrows. The last line counts them.")]
[IsDependentOn(typeof(Build))]
public sealed class Test : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => TestRun.Run(context);
}
