using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// T5's tokenizer: SentencePiece Unigram, the end of sequence appended, no beginning of sequence. Safe to share between threads.
/// </summary>
public sealed class T5Tokenizer : ITextTokenizer
{
    /// <summary>File name of the model in Hugging Face's layout.</summary>
    public const string FileName = "spiece.model";

    private readonly SpieceFile file;
    private readonly TextNormalizer normalizer;
    private readonly Unigram unigram;

    private T5Tokenizer(SpieceFile file)
    {
        this.file = file;
        normalizer = new(file);
        unigram = new(file);
    }

    /// <summary>Pieces of the SentencePiece model, padding, end of sequence and unknown included.</summary>
    public int PieceCount => file.Pieces.Count;

    /// <summary>What fills the end of shorter rows, and what a decoder starts from; T5 has 0.</summary>
    public int PadId => file.PadId;

    /// <summary>End of sequence; T5 has 1.</summary>
    public int EosId => file.EosId;

    /// <summary>What stands for characters that no piece covers; T5 has 2.</summary>
    public int UnkId => file.UnkId;

    /// <summary>Reads a <c>spiece.model</c>, and looks at the tokenizer files beside it.</summary>
    /// <param name="spieceModelPath">The file; where it is not there, a <c>tokenizer.json</c> beside it is read.</param>
    /// <param name="vocabularySize">Rows of the embedding of the model it is for; 0 where there is none to fit.</param>
    /// <exception cref="PipelineException">
    /// The file is missing, cut off, not T5's kind of model, or has more pieces than the embedding has rows; or a file beside it
    /// adds tokens or settings that it does not have (see <see cref="RequireFilesOf"/>).
    /// </exception>
    public static T5Tokenizer Open(string spieceModelPath, int vocabularySize = 0)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(spieceModelPath))!;
        TokenizerFilesCheck.RequireClass(folder);
        var file = SpieceFile.Read(spieceModelPath);
        if (vocabularySize > 0 && file.Pieces.Count > vocabularySize)
            throw new PipelineException(
                $"{spieceModelPath} has {file.Pieces.Count} pieces and the model's vocab_size is {vocabularySize}: " +
                "the tokenizer does not fit the model. Name the tokenizer that the model was trained with.");
        TokenizerFilesCheck.Require(folder, file);
        try
        {
            return new(file);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Other exceptions are the package's, which says nothing of the file.
            var why = error is InvalidDataException ? $": {error.Message}" : ".";
            throw new PipelineException(
                $"{spieceModelPath} cannot be used as a tokenizer{why} Name a Unigram model made for T5.", error);
        }
    }

    /// <summary>Writes the SentencePiece model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PipelineException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(file.Bytes));

    /// <summary>Checks that Hugging Face's tokenizer files of a folder say nothing that this tokenizer does not do.</summary>
    /// <param name="folder">
    /// A checkpoint's folder; <c>added_tokens.json</c>, <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c> and
    /// <c>tokenizer.json</c> are looked at where they are there.
    /// </param>
    /// <exception cref="PipelineException">
    /// A file is no strict JSON, adds tokens that this tokenizer lacks, or has a setting that cuts texts in another way.
    /// </exception>
    public void RequireFilesOf(string folder)
    {
        TokenizerFilesCheck.RequireClass(folder);
        TokenizerFilesCheck.Require(folder, file);
    }

    /// <summary>The ids that <c>spm_encode</c> gives, and <see cref="EosId"/> at the end, also of an empty text.</summary>
    /// <param name="text">Any text; special tokens in it are ordinary text.</param>
    /// <param name="maxLength">Ids at most, the end of sequence included; at least 1.</param>
    /// <returns>1 to <paramref name="maxLength"/> ids.</returns>
    public int[] Encode(string text, int maxLength = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        var ids = First(text, maxLength - 1);
        if (ids.Count >= maxLength)
            ids.RemoveRange(maxLength - 1, ids.Count - maxLength + 1);
        ids.Add(EosId);
        return [.. ids];
    }

    // Of a long text no more is read than settles the first ids, which is seldom more than a few characters an id.
    private List<int> First(string text, int count)
    {
        for (var length = Math.Max(256, 8L * count); length < text.Length; length *= 4)
        {
            var end = (int)length - (char.IsHighSurrogate(text[(int)length - 1]) ? 1 : 0);
            if (unigram.EncodeFirst(normalizer.Normalize(text[..end]), count) is { } ids)
                return ids;
        }
        return unigram.Encode(normalizer.Normalize(text));
    }

    /// <summary>The text of ids, as <c>spm_decode</c> writes it.</summary>
    /// <param name="ids">
    /// Control symbols (padding, end of sequence) and ids beyond the pieces (T5's sentinels) are left out; an unknown piece is
    /// <c> ⁇ </c>, and a byte that is no UTF-8 with its neighbours is U+FFFD.
    /// </param>
    public string Decode(IEnumerable<int> ids)
    {
        var (text, bytes) = (new StringBuilder(), new List<byte>());
        var atStart = file.AddDummyPrefix || file.RemoveExtraSpaces;
        foreach (var id in ids.Where(id => id >= 0 && id < PieceCount))
        {
            var piece = file.Pieces[id];
            if (piece.Type == PieceType.Byte && file.ByteIds is { } byteIds)
            {
                bytes.Add((byte)Array.IndexOf(byteIds, id));
                continue;
            }
            AppendBytes(text, bytes);
            var shown = id == UnkId ? file.UnkSurface : piece.Type == PieceType.Control ? "" : piece.Text;
            // What encoding put before the first word. Where runs of spaces are not kept, no text begins with one.
            var cut = atStart && text.Length == 0 && shown.StartsWith(TextNormalizer.Space);
            // A mark that is spelled in bytes is no space.
            text.Append((cut ? shown[1..] : shown).Replace(TextNormalizer.Space, ' '));
            atStart &= !cut || file.RemoveExtraSpaces;
        }
        AppendBytes(text, bytes);
        return text.ToString();
    }

    // Not Encoding.UTF8.GetString, which writes one U+FFFD for several bytes of a character that is cut off.
    private static void AppendBytes(StringBuilder text, List<byte> bytes)
    {
        for (var rest = CollectionsMarshal.AsSpan(bytes); !rest.IsEmpty;)
        {
            var valid = Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done;
            text.Append(rune.ToString());
            rest = rest[(valid ? length : 1)..];
        }
        bytes.Clear();
    }
}
