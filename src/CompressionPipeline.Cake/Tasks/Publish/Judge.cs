using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription("Judges a result.json (--result) by the manifest's budgets as they are now; runs nothing else.")]
public sealed class Judge : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Results.JudgeAgain(context);
}
