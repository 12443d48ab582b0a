using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.Prune))]
[TaskDescription("Removes whole layers: one smaller model per variant.")]
[IsDependentOn(typeof(FineTune))]
public sealed class Prune : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.Reach(nameof(Prune));
}
