using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.Export))]
[TaskDescription("Exports every model to ONNX and checks it against the model it came from.")]
[IsDependentOn(typeof(FineTune))]
[IsDependentOn(typeof(ReFineTune))]
public sealed class Export : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.Reach(nameof(Export));
}
