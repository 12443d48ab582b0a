using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Cake.Tasks.Model;

[TaskDescription("Trains the SentencePiece models that entries name and that do not exist yet, on the entry's data.")]
public sealed class TrainTokenizer : FrostingTask<PipelineContext>
{
    public override void Run(PipelineContext context) => TokenizerTraining.Run(context);
}
