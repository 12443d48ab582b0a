using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Code;

[TaskName(nameof(Targets.Test))]
[TaskDescription("Runs every test; --filter narrows. The last line counts them.")]
[IsDependentOn(typeof(Build))]
public sealed class Test : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => TestRun.Run(context);
}
