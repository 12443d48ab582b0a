using Cake.Frosting;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Tasks.Model;

[TaskName(nameof(Targets.FineTune))]
[TaskDescription("Fine-tunes the unpruned model.")]
[IsDependentOn(typeof(Data))]
public sealed class FineTune : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.RunTo(nameof(FineTune));
}
