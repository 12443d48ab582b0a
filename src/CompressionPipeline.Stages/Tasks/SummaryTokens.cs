using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Documents and summaries as the ids of a T5.</summary>
internal sealed class SummaryTokens : Tokens
{
    private readonly DataSetInfo info;

    private SummaryTokens(T5Tokenizer tokenizer, DataSetInfo info) => (Tokenizer, this.info) = (tokenizer, info);

    public T5Tokenizer Tokenizer { get; }

    public override int EndOfSource => Tokenizer.EosId;

    public override int TimedLength(int asked) => asked > 0 ? asked : info.MaxSourceLength;

    /// <summary>The tokenizer of a model or a data set, checked against the model that is to read its ids.</summary>
    /// <exception cref="PipelineException">It has more pieces than the model's embedding has rows, or other special
    /// ids.</exception>
    public static SummaryTokens Of(Artifact source, DataSetInfo info, T5Config model)
    {
        var path = source.File(T5Tokenizer.FileName);
        var tokenizer = T5Tokenizer.Open(path, model.VocabSize);
        if (tokenizer.PadId != model.PadTokenId || tokenizer.EosId != model.EosTokenId)
        {
            throw new PipelineException(
                $"{path} has pad {tokenizer.PadId} and end of sequence {tokenizer.EosId}, "
                + $"but the model's config.json says {model.PadTokenId} and {model.EosTokenId}: "
                + "the tokenizer does not fit the model. Name the tokenizer that the model was trained with.");
        }
        return new(tokenizer, info);
    }

    /// <summary>Prefix and document.</summary>
    public override int[] Source(Example example) => Tokenizer.Encode(info.Prefix + example.Document, info.MaxSourceLength);

    /// <summary>The same, and the summary cut to the data's longest target.</summary>
    public override TokenizedPair Pair(Example example) =>
        new(Source(example), Tokenizer.Encode(example.TargetOnOneLine(), info.MaxTargetLength));
}
