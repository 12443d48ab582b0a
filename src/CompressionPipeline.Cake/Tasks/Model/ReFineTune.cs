using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.ReFineTune))]
[TaskDescription("Fine-tunes each pruned model again.")]
[IsDependentOn(typeof(Prune))]
public sealed class ReFineTune : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.Reach(nameof(ReFineTune));
}
