using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskName(nameof(Targets.Report))]
[TaskDescription("Makes report.html, report.md and the model cards of the newest results again; runs no stage.")]
public sealed class Report : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Results.ReportAgain(context);
}
