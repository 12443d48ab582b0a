using Cake.Frosting;
using CompressionPipeline.Build.Compression;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Publish;

[TaskName(nameof(Targets.Judge))]
[TaskDescription("Judges a result.json (--result) by the manifest's budgets as they are now; runs nothing else.")]
public sealed class Judge : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Results.JudgeAgain(context);
}
