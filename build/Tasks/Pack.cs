using Cake.Frosting;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Build.Tasks;

[TaskName(nameof(Targets.Pack))]
[TaskDescription("Packs every project that is a package into artifacts/nuget.")]
public sealed class Pack : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Packing.Run(context);
}
