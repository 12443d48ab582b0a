using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Inference;

/// <summary>The tokenizer beside the graphs, and whether it is theirs.</summary>
internal static class SummarizerTokenizer
{
    public static T5Tokenizer Open(string folder) => T5Tokenizer.Open(Path.Combine(folder, T5Tokenizer.FileName));

    /// <summary>
    /// Vocabularies are the pieces, T5's sentinels and what rounds them up; far from that, the tokenizer is another model's.
    /// </summary>
    /// <exception cref="PipelineException">
    /// It has more pieces than the model has ids or less than half of them, or other special ids.
    /// </exception>
    public static T5Tokenizer Fitting(T5Tokenizer tokenizer, string folder, int vocabulary)
    {
        var path = Path.Combine(folder, T5Tokenizer.FileName);
        const string fix = "Copy the spiece.model that the model was trained with, or export the model again.";
        if (tokenizer.PieceCount > vocabulary || tokenizer.PieceCount < vocabulary / 2)
        {
            throw new PipelineException(
                $"{path} has {tokenizer.PieceCount} pieces and the model {vocabulary} ids: "
                + $"the tokenizer is another model's. {fix}");
        }
        var special = SpecialIds.Read(folder);
        if (tokenizer.PadId != special.Pad || tokenizer.EosId != special.End)
        {
            throw new PipelineException(
                $"{path} has pad {tokenizer.PadId} and end of sequence {tokenizer.EosId}, and config.json beside it " +
                $"{special.Pad} and {special.End}: the tokenizer is another model's. {fix}");
        }
        return tokenizer;
    }
}
