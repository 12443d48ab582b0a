using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskName(nameof(Targets.Data))]
[TaskDescription("Reads the texts and splits them into training, validation and test.")]
public sealed class Data : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => context.Pipeline.Reach(nameof(Data));
}
