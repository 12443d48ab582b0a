using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Code;

[TaskName(nameof(Targets.Build))]
[TaskDescription("Builds the whole solution, tests included; warnings are errors.")]
public sealed class Build : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Dotnet.Run(context, "build", $"{context.Toolchain.Properties} -v q --nologo \"-clp:ErrorsOnly;NoSummary\"");
}
