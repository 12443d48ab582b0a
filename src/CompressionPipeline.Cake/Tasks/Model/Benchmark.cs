using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.Benchmark))]
[TaskDescription("Times the exported models against each other.")]
[IsDependentOn(typeof(Export))]
public sealed class Benchmark : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.Reach(nameof(Benchmark));
}
