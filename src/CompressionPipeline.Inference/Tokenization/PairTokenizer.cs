using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>Finds the tokenizer of an encoder's folder.</summary>
public static class PairTokenizer
{
    /// <summary>Reads WordPiece from <c>vocab.txt</c>, or byte-level BPE from <c>vocab.json</c> and <c>merges.txt</c>.</summary>
    /// <exception cref="PipelineException">There are no such files, or one cannot be used; names file and line.</exception>
    public static IPairTokenizer Open(string folder)
    {
        if (File.Exists(Path.Combine(folder, WordPieceTokenizer.FileName)))
            return WordPieceTokenizer.Open(folder);
        if (File.Exists(Path.Combine(folder, ByteLevelTokenizer.VocabularyName)))
            return ByteLevelTokenizer.Open(folder);
        throw new PipelineException(
            $"{folder} has neither {WordPieceTokenizer.FileName} nor {ByteLevelTokenizer.VocabularyName}: copy the tokenizer's "
            + "files beside the model (in Python: tokenizer.save_pretrained(folder, legacy_format=True)).");
    }
}
