using Cake.Common;
using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Code;

[TaskName(nameof(Targets.Format))]
[TaskDescription("Checks white space and style of every file; --fix mends.")]
public sealed class Format : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) =>
        Dotnet.Run(context, "format", $"--exclude {Paths.Artifacts} {(context.HasArgument(Arguments.Fix) ? "" : "--verify-no-changes")}");
}
