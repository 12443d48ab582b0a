using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>Finds the tokenizer of an encoder's folder.</summary>
public static class PairTokenizer
{
    /// <summary>Copies an encoder's tokenizer; a <c>tokenizer.json</c> that is alone gets the older files beside it.</summary>
    /// <param name="from">The folder of a checkpoint or a tokenizer.</param>
    /// <param name="folder">An existing folder.</param>
    /// <param name="names">The files that such a tokenizer may have.</param>
    /// <exception cref="PipelineException">It is no tokenizer of an encoder, or cannot be written.</exception>
    public static void Copy(string from, string folder, IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => File.Exists(Path.Combine(from, name))))
            File.Copy(Path.Combine(from, name), Path.Combine(folder, name), overwrite: true);
        var isAlone = Has(HuggingFaceFiles.TokenizerFile)
            && !Has(WordPieceTokenizer.FileName) && !Has(ByteLevelTokenizer.VocabularyName);
        if (isAlone)
            EncoderJson.Unpack(folder);
        // So that an error names the user's own file where there is one.
        Open(isAlone ? folder : from);

        bool Has(string name) => File.Exists(Path.Combine(from, name));
    }

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
