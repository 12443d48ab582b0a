using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Model;

[TaskName(nameof(Targets.ReFineTune))]
[TaskDescription("Fine-tunes each pruned model again.")]
[IsDependentOn(typeof(Prune))]
public sealed class ReFineTune : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.RunTo(nameof(ReFineTune));
}
