using System.Text;
using CompressionPipeline.Core;
using Microsoft.ML.Tokenizers;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// BERT's tokenizer: WordPiece over words and punctuation. Safe to share between threads. Unlike Hugging Face's, it takes the
/// name of a special piece in a text for ordinary text: whoever writes a text cannot end it.
/// </summary>
public sealed class WordPieceTokenizer : IPairTokenizer
{
    /// <summary>Name of the vocabulary's file: one piece a line, in the order of the ids.</summary>
    public const string FileName = "vocab.txt";

    // A longer word is unknown. Characters are counted, of which one may take two of a string's.
    private const int LongestWord = 100;

    private readonly BasicWords words;
    private readonly Microsoft.ML.Tokenizers.WordPieceTokenizer pieces;
    private readonly SpecialPieces special;

    private WordPieceTokenizer(
        BasicWords words, Microsoft.ML.Tokenizers.WordPieceTokenizer pieces, SpecialPieces special, int count) =>
        (this.words, this.pieces, this.special, PieceCount) = (words, pieces, special, count);

    /// <inheritdoc/>
    public int PieceCount { get; }

    /// <inheritdoc/>
    public int PadId => special.Pad;

    /// <summary>Reads <c>vocab.txt</c>, and where it is there <c>tokenizer_config.json</c>.</summary>
    /// <exception cref="PipelineException">A file is missing, is no vocabulary, or has a setting that is not supported; names
    /// file and line.</exception>
    public static WordPieceTokenizer Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var vocabulary = Read(path);
        var settings = EncoderSettings.Read(
            folder, "BertTokenizer", "BertTokenizerFast", "PreTrainedTokenizerFast", "TokenizersBackend");
        settings.RequireKnown(vocabulary, FileName);
        var (start, end) = (settings.Piece("cls_token", "[CLS]"), settings.Piece("sep_token", "[SEP]"));
        var (pad, unknown) = (settings.Piece("pad_token", "[PAD]"), settings.Piece("unk_token", "[UNK]"));
        var special = new SpecialPieces(
            SpecialPieces.Id(vocabulary, start, path), SpecialPieces.Id(vocabulary, end, path),
            SpecialPieces.Id(vocabulary, pad, path), BetweenTexts: 1, HasTypes: true);
        SpecialPieces.Id(vocabulary, unknown, path);
        var lower = settings.Flag("do_lower_case") ?? true;
        var words = new BasicWords(
            lower, settings.Flag("strip_accents") ?? lower, settings.Flag("tokenize_chinese_chars") ?? true);
        using var lines = File.OpenRead(path);
        var options = new WordPieceOptions { UnknownToken = unknown, MaxInputCharsPerWord = 2 * LongestWord };
        return new(words, Microsoft.ML.Tokenizers.WordPieceTokenizer.Create(lines, options), special, vocabulary.Count);
    }

    /// <inheritdoc/>
    public int[] Encode(string text, int maxLength = int.MaxValue) => Encode(text, null, maxLength).Ids;

    /// <inheritdoc/>
    public EncodedTexts Encode(string first, string? second, int maxLength = int.MaxValue) => special.Around(
        most => Ids(first).Take(most).ToList(), second is null ? null : most => Ids(second).Take(most).ToList(), maxLength);

    private IEnumerable<int> Ids(string text) => words.Of(text).SelectMany(word =>
        word.Length > LongestWord && word.EnumerateRunes().Count() > LongestWord
            ? [pieces.UnknownTokenId]
            : pieces.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false));

    private static Dictionary<string, int> Read(string path)
    {
        const string fix = "Copy or download the vocabulary again: it has one piece a line.";
        using var lines = new StreamReader(
            InputFile.Open(path, "Copy the vocabulary that the model was trained with."), InputFile.StrictUtf8);
        if (FileFormat.Mistaken(path) is { } mistaken)
            throw new InvalidFileException(path, mistaken, "Then run again.");
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            while (lines.ReadLine() is { } piece)
            {
                if (!vocabulary.TryAdd(piece, vocabulary.Count))
                {
                    throw new InvalidFileException(
                        path, $"the piece '{piece}' stands there already, in line {vocabulary[piece] + 1}", fix,
                        vocabulary.Count + 1);
                }
            }
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidFileException(path, "the piece, or one after it, is not in UTF-8", fix, vocabulary.Count + 1);
        }
        return vocabulary.Count > 0 ? vocabulary : throw new InvalidFileException(path, "it is empty", fix);
    }
}
