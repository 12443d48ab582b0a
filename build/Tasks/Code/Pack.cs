using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Code;

[TaskName(nameof(Targets.Pack))]
[TaskDescription("Packs every project that is a package into artifacts/nuget.")]
public sealed class Pack : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Packing.Run(context);
}
