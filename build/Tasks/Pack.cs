using Cake.Frosting;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Build.Tasks;

[TaskDescription("Packs every project that is a package into artifacts/nuget.")]
public sealed class Pack : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Packing.Run(context);
}
