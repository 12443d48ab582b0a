using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription("Copies what the selected models have in the store to artifacts/upload, for jobs on other machines.")]
public sealed class UploadArtifacts : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) =>
        context.Log.Information("Copied {0} artifacts to {1}.", context.Pipeline.UploadArtifacts().Count, Paths.Stored);
}
