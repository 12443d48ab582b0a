using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.FineTune))]
[TaskDescription("Fine-tunes the unpruned model.")]
[IsDependentOn(typeof(Data))]
public sealed class FineTune : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.Reach(nameof(FineTune));
}
