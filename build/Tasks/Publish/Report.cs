using Cake.Frosting;
using CompressionPipeline.Build.Compression;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Publish;

[TaskName(nameof(Targets.Report))]
[TaskDescription("Makes report.html, report.md and the model cards of the newest results again; runs no stage.")]
public sealed class Report : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Results.ReportAgain(context);
}
