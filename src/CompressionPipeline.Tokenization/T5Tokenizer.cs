using System.Text;
using CompressionPipeline.Core;
using Microsoft.ML.Tokenizers;

namespace CompressionPipeline.Tokenization;

/// <summary>T5's tokenizer: SentencePiece Unigram, the end of sentence appended, no beginning of sentence. Safe to share between threads.</summary>
public sealed class T5Tokenizer
{
    /// <summary>File name of the model in Hugging Face's layout.</summary>
    public const string FileName = "spiece.model";

    private const char EscapedSpace = '\u2581';

    private readonly SentencePieceTokenizer tokenizer;
    private readonly string[] pieces;
    private readonly string unknownSurface;

    private T5Tokenizer(SentencePieceTokenizer tokenizer, SpieceFile file)
    {
        this.tokenizer = tokenizer;
        pieces = [.. file.Pieces.Select(piece => piece.IsControl ? "" : piece.Text)];
        unknownSurface = file.UnkSurface;
        (PadId, EosId, UnkId) = (file.PadId, file.EosId, file.UnkId);
    }

    /// <summary>Pieces of the SentencePiece model, padding, end of sentence and unknown included.</summary>
    public int PieceCount => pieces.Length;

    /// <summary>What fills the end of shorter rows, and what a decoder starts from; T5 has 0.</summary>
    public int PadId { get; }

    /// <summary>End of sentence; T5 has 1.</summary>
    public int EosId { get; }

    /// <summary>What stands for characters that no piece covers; T5 has 2.</summary>
    public int UnkId { get; }

    /// <summary>Reads a <c>spiece.model</c>.</summary>
    /// <param name="spieceModelPath">The file.</param>
    /// <param name="vocabularySize">Rows of the embedding of the model it is for; 0 where there is none to fit.</param>
    /// <exception cref="PipelineException">The file is missing, cut off, not T5's kind of model, or has more pieces than the embedding has rows.</exception>
    public static T5Tokenizer Open(string spieceModelPath, int vocabularySize = 0)
    {
        var file = SpieceFile.Read(spieceModelPath);
        if (vocabularySize > 0 && file.Pieces.Count > vocabularySize)
            throw new PipelineException(
                $"{spieceModelPath} has {file.Pieces.Count} pieces and the model's vocab_size is {vocabularySize}: the tokenizer does not fit the model. " +
                "Name the tokenizer that the model was trained with.");
        using var bytes = new MemoryStream(file.BytesWithBos());
        try
        {
            return new(SentencePieceTokenizer.Create(bytes, addBeginningOfSentence: false, addEndOfSentence: false), file);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new PipelineException($"{spieceModelPath} cannot be used as a tokenizer: {fault.Message} Name a Unigram model made for T5.", fault);
        }
    }

    /// <summary>Ids of a text with <see cref="EosId"/> at the end, also of an empty text; runs of unknown pieces are one.</summary>
    /// <param name="text">Any text; special tokens in it are ordinary text.</param>
    /// <param name="maxLength">Ids at most, the end of sentence included; at least 1.</param>
    /// <returns>1 to <paramref name="maxLength"/> ids.</returns>
    public int[] Encode(string text, int maxLength = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        var ids = new List<int>();
        foreach (var id in tokenizer.EncodeToIds(text, addBeginningOfSentence: false, addEndOfSentence: false))
        {
            if (ids.Count == maxLength - 1)
                break;
            if (id != UnkId || ids.Count == 0 || ids[^1] != UnkId)
                ids.Add(id);
        }
        ids.Add(EosId);
        return [.. ids];
    }

    /// <summary>The text of ids, as <c>spm_decode</c> writes it.</summary>
    /// <param name="ids">Control symbols (padding, end of sentence) and ids beyond the pieces (T5's sentinels) are left out; an unknown piece is <c> ⁇ </c>.</param>
    public string Decode(IEnumerable<int> ids)
    {
        // Not the package's Decode, which loses unknown pieces without a trace.
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            if (id == UnkId)
                text.Append(unknownSurface);
            else if (id >= 0 && id < pieces.Length)
                text.Append(text.Length == 0 && pieces[id].StartsWith(EscapedSpace) ? pieces[id].AsSpan(1) : pieces[id]);
        }
        return text.Replace(EscapedSpace, ' ').ToString();
    }
}
