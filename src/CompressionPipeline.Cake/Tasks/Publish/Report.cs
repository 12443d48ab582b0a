using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription("Makes report.html, report.md and the model cards of the newest results again; runs no stage.")]
public sealed class Report : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Results.ReportAgain(context);
}
