using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.Gate))]
[TaskDescription("Judges every variant by its budgets; fails where one is broken.")]
[IsDependentOn(typeof(Evaluate))]
[IsDependentOn(typeof(Benchmark))]
public sealed class Gate : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => Results.Judge(context);
}
