using Cake.Common;
using Cake.Frosting;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Build.Tasks;

[TaskDescription("Checks white space and style of every file; --fix fixes.")]
public sealed class Format : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context)
    {
        var check = context.HasArgument(Arguments.Fix) ? "" : "--verify-no-changes";
        Dotnet.Run(context, "format", $"--exclude {Paths.Artifacts} {check}");
    }
}
