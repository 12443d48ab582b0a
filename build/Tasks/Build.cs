using Cake.Frosting;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Build.Tasks;

[TaskDescription("Builds the whole solution, tests included; warnings are errors.")]
public sealed class Build : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) =>
        Dotnet.Run(context, "build", $"{Toolchain.Properties(context)} -v q --nologo \"-clp:ErrorsOnly;NoSummary\"");
}
