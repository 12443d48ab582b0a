using Cake.Frosting;
using CompressionPipeline.Build.Compression;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Publish;

[TaskName(nameof(Targets.Report))]
[TaskDescription("Shows the newest verdicts again; runs nothing.")]
public sealed class Report : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Results.ShowAgain(context);
}
