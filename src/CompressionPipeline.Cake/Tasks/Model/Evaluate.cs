using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.Evaluate))]
[TaskDescription("Scores the exported models on the test split.")]
[IsDependentOn(typeof(Export))]
public sealed class Evaluate : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.Reach(nameof(Evaluate));
}
