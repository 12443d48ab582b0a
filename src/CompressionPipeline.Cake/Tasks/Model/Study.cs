using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskDescription("The whole job of a manifest, and one page over all that it compared (--page, --published); no verdict "
    + "stops it.")]
public sealed class Study : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Results.Study(context);
}
