using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tasks.Model;

/// <summary>Trains tokenizers of your own.</summary>
[TaskName(nameof(Targets.TrainTokenizer))]
[TaskDescription("Trains the SentencePiece models that entries name and that do not exist yet, on the entry's data.")]
public sealed class TrainTokenizer : FrostingTask<PipelineContext>
{
    /// <inheritdoc/>
    public override void Run(PipelineContext context) => TokenizerTraining.Run(context);
}
