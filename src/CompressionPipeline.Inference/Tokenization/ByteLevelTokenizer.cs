using System.Text;
using CompressionPipeline.Core;
using Microsoft.ML.Tokenizers;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// RoBERTa's tokenizer: pairs of bytes are merged, as GPT-2 does it. Safe to share between threads. Unlike Hugging Face's, it
/// takes the name of a special piece in a text for ordinary text: whoever writes a text cannot end it.
/// </summary>
public sealed class ByteLevelTokenizer : IPairTokenizer
{
    /// <summary>Name of the file with the ids of the pieces.</summary>
    public const string VocabularyName = "vocab.json";

    /// <summary>Name of the file with the pairs that are merged, the first ones first.</summary>
    public const string MergesName = "merges.txt";

    // Characters at the end of a cut word whose pieces may be others where the word goes on.
    private const int Unsettled = 256;

    private readonly BpeTokenizer merges;
    private readonly SpecialPieces special;
    private readonly bool addsSpace;

    private ByteLevelTokenizer(BpeTokenizer merges, SpecialPieces special, bool addsSpace, int pieces) =>
        (this.merges, this.special, this.addsSpace, PieceCount) = (merges, special, addsSpace, pieces);

    /// <inheritdoc/>
    public int PieceCount { get; }

    /// <inheritdoc/>
    public int PadId => special.Pad;

    /// <summary>Reads <c>vocab.json</c> and <c>merges.txt</c>, and where it is there <c>tokenizer_config.json</c>.</summary>
    /// <exception cref="PipelineException">A file is missing, is no vocabulary, the two do not fit each other, or a setting is
    /// not supported; names file and line.</exception>
    public static ByteLevelTokenizer Open(string folder)
    {
        var path = Path.Combine(folder, VocabularyName);
        var vocabulary = ByteLevelFiles.Vocabulary(path);
        var settings = EncoderSettings.Read(
            folder, "RobertaTokenizer", "RobertaTokenizerFast", "PreTrainedTokenizerFast", "TokenizersBackend");
        settings.RequireKnown(vocabulary, VocabularyName);
        settings.Require("do_lower_case", !(settings.Flag("do_lower_case") ?? false), "false");
        var special = new SpecialPieces(
            SpecialPieces.Id(vocabulary, settings.Piece("cls_token", "<s>"), path),
            SpecialPieces.Id(vocabulary, settings.Piece("sep_token", "</s>"), path),
            SpecialPieces.Id(vocabulary, settings.Piece("pad_token", "<pad>"), path), BetweenTexts: 2, HasTypes: false);
        var options = new BpeOptions(vocabulary)
        {
            Merges = ByteLevelFiles.Merges(Path.Combine(folder, MergesName), vocabulary),
            ByteLevel = true,
            PreTokenizer = new ByteLevelWords(),
        };
        return new(BpeTokenizer.Create(options), special, settings.Flag("add_prefix_space") ?? false, vocabulary.Count);
    }

    /// <inheritdoc/>
    public int[] Encode(string text, int maxLength = int.MaxValue) => Encode(text, null, maxLength).Ids;

    /// <inheritdoc/>
    public EncodedTexts Encode(string first, string? second, int maxLength = int.MaxValue) =>
        special.Around(most => Ids(first, most), second is null ? null : most => Ids(second, most), maxLength);

    // Of a long text only the beginning that settles the first ids is read: the package's time is quadratic in a word's length.
    private IReadOnlyList<int> Ids(string text, int most)
    {
        var read = InUtf8(addsSpace && text.Length > 0 && text[0] != ' ' ? $" {text}" : text);
        for (var length = Math.Max(1024, 16L * most); most > 0 && length < read.Length; length *= 4)
        {
            // Words begin with the space before them; one that is longer than all this is cut.
            var space = LastSpace(read.AsSpan(0, (int)length));
            var end = space > 0 ? space : (int)length - (char.IsHighSurrogate(read[(int)length - 1]) ? 1 : 0);
            var ids = merges.EncodeToIds(read[..end], most, out _, out var consumed);
            if (ids.Count == most && (space > 0 || consumed <= end - Unsettled))
                return ids;
        }
        return most == 0 ? [] : merges.EncodeToIds(read, most, out _, out _);
    }

    // Half a character has no bytes: everywhere else it is read as U+FFFD.
    private static string InUtf8(string text) => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
        : text;

    private static int LastSpace(ReadOnlySpan<char> text)
    {
        var end = text.LastIndexOf(' ');
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
            end = text[..end].LastIndexOf(' ');
        return end;
    }
}
