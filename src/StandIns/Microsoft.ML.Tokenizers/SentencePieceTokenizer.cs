using System.Buffers;
using System.Text;

namespace Microsoft.ML.Tokenizers;

public class SentencePieceTokenizer : Tokenizer
{
    private const int UnigramModel = 1;

    private readonly SentencePieceModel model;
    private readonly SentencePieceNormalizer normalizer;
    private readonly UnigramEncoder encoder;
    private readonly SpecialTokens special;
    private readonly Dictionary<string, int> vocabulary;
    private readonly string[] pieces;
    private readonly HashSet<int> invisible;

    private SentencePieceTokenizer(SentencePieceModel model, bool addBeginningOfSentence, bool addEndOfSentence, IReadOnlyDictionary<string, int> specialTokens)
    {
        this.model = model;
        (AddBeginningOfSentence, AddEndOfSentence, SpecialTokens) = (addBeginningOfSentence, addEndOfSentence, specialTokens);
        pieces = [.. model.Pieces.Select(piece => piece.Text)];
        vocabulary = model.Pieces.Index().Where(piece => piece.Item.IsInText).ToDictionary(piece => piece.Item.Text, piece => piece.Index, StringComparer.Ordinal);
        if (model.PadId >= 0)
            Name(model.PadPiece, model.PadId);
        // Like the package: a model without one of these does not load, but throws IndexOutOfRangeException.
        Name(model.UnkPiece, model.UnkId);
        Name(model.BosPiece, model.BosId);
        Name(model.EosPiece, model.EosId);
        invisible = [model.PadId, model.UnkId, model.BosId, model.EosId, .. model.Pieces.Index().Where(piece => piece.Item.Type == PieceType.Control).Select(piece => piece.Index)];
        normalizer = new(model);
        encoder = new(model);
        special = specialTokens is { Count: > 0 } ? new(specialTokens) : null;
    }

    public static SentencePieceTokenizer Create(Stream modelStream, bool addBeginningOfSentence = true, bool addEndOfSentence = false, IReadOnlyDictionary<string, int> specialTokens = null)
    {
        ArgumentNullException.ThrowIfNull(modelStream);
        var model = SentencePieceModel.Parse(modelStream);
        if (model.ModelType != UnigramModel)
            throw new NotSupportedException("SentencePieceTokenizer.Create: this stand-in reads Unigram models only.");
        if (model.ByteFallback)
            throw new NotSupportedException("SentencePieceTokenizer.Create: this stand-in reads no models with byte fallback.");
        return new(model, addBeginningOfSentence, addEndOfSentence, specialTokens);
    }

    public IReadOnlyDictionary<string, int> SpecialTokens { get; }

    public bool ByteFallback => model.ByteFallback;

    public bool AddDummyPrefix => model.AddDummyPrefix;

    public bool EscapeWhiteSpaces => model.EscapeWhitespaces;

    public bool TreatWhitespaceAsSuffix => model.TreatWhitespaceAsSuffix;

    public bool AddBeginningOfSentence { get; }

    public bool AddEndOfSentence { get; }

    public string BeginningOfSentenceToken => model.BosPiece;

    public string EndOfSentenceToken => model.EosPiece;

    public string UnknownToken => model.UnkPiece;

    public int BeginningOfSentenceId => model.BosId;

    public int EndOfSentenceId => model.EosId;

    public int UnknownId => model.UnkId;

    public override Normalizer Normalizer => normalizer;

    public IReadOnlyDictionary<string, int> Vocabulary => vocabulary;

    protected override EncodeResults<EncodedToken> EncodeToTokens(string text, ReadOnlySpan<char> textSpan, EncodeSettings settings) =>
        Encode(textSpan, AddBeginningOfSentence, AddEndOfSentence, settings);

    public IReadOnlyList<EncodedToken> EncodeToTokens(string text, out string normalizedText, bool addBeginningOfSentence, bool addEndOfSentence, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EncodeToTokens(text.AsSpan(), out normalizedText, addBeginningOfSentence, addEndOfSentence, considerPreTokenization, considerNormalization);
    }

    public IReadOnlyList<EncodedToken> EncodeToTokens(ReadOnlySpan<char> text, out string normalizedText, bool addBeginningOfSentence, bool addEndOfSentence, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var results = Encode(text, addBeginningOfSentence, addEndOfSentence, Settings(int.MaxValue, considerPreTokenization, considerNormalization));
        normalizedText = results.NormalizedText;
        return results.Tokens;
    }

    public IReadOnlyList<int> EncodeToIds(string text, bool addBeginningOfSentence, bool addEndOfSentence, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, addBeginningOfSentence, addEndOfSentence, int.MaxValue, out _, out _, considerPreTokenization, considerNormalization);

    public IReadOnlyList<int> EncodeToIds(ReadOnlySpan<char> text, bool addBeginningOfSentence, bool addEndOfSentence, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, addBeginningOfSentence, addEndOfSentence, int.MaxValue, out _, out _, considerPreTokenization, considerNormalization);

    public IReadOnlyList<int> EncodeToIds(string text, bool addBeginningOfSentence, bool addEndOfSentence, int maxTokenCount, out string normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EncodeToIds(text.AsSpan(), addBeginningOfSentence, addEndOfSentence, maxTokenCount, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization);
    }

    public IReadOnlyList<int> EncodeToIds(ReadOnlySpan<char> text, bool addBeginningOfSentence, bool addEndOfSentence, int maxTokenCount, out string normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokenCount);
        var results = Encode(text, addBeginningOfSentence, addEndOfSentence, Settings(maxTokenCount, considerPreTokenization, considerNormalization));
        (normalizedText, charsConsumed) = (results.NormalizedText, results.CharsConsumed);
        return results.Tokens.Select(token => token.Id).ToArray();
    }

    public int CountTokens(string text, bool addBeginningOfSentence, bool addEndOfSentence, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, addBeginningOfSentence, addEndOfSentence, considerPreTokenization, considerNormalization).Count;

    public override string Decode(IEnumerable<int> ids) => Decode(ids, considerSpecialTokens: false);

    public string Decode(IEnumerable<int> ids, bool considerSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var text = new StringBuilder();
        foreach (var id in ids)
            text.Append(Surface(id, considerSpecialTokens));
        if (model.EscapeWhitespaces)
            text.Replace('\u2581', ' ');
        if (model.AddDummyPrefix && !model.TreatWhitespaceAsSuffix && text.Length > 0 && text[0] == ' ')
            text.Remove(0, 1);
        return text.ToString();
    }

    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten) =>
        throw new NotSupportedException("SentencePieceTokenizer.Decode(ids, destination): not in this stand-in.");

    private void Name(string piece, int id)
    {
        pieces[id] = piece;
        vocabulary[piece] = id;
    }

    private string Surface(int id, bool considerSpecialTokens)
    {
        if (id >= 0 && id < pieces.Length)
            return considerSpecialTokens || !invisible.Contains(id) ? pieces[id] : "";
        return considerSpecialTokens && special is not null ? special.TextOf(id) : "";
    }

    private EncodeResults<EncodedToken> Encode(ReadOnlySpan<char> text, bool addBeginningOfSentence, bool addEndOfSentence, EncodeSettings settings)
    {
        var (tokens, normalized) = (new List<EncodedToken>(), new StringBuilder());
        if (text.IsEmpty)
            return new() { Tokens = tokens, NormalizedText = "", CharsConsumed = 0 };
        if (addBeginningOfSentence)
            tokens.Add(new(model.BosId, model.BosPiece, ..0));
        if (special is null)
            EncodeSegment(text, settings, tokens, normalized);
        else
            foreach (var (segment, id) in special.Split(text.ToString()))
            {
                if (id is null)
                {
                    EncodeSegment(segment, settings, tokens, normalized);
                    continue;
                }
                tokens.Add(new(id.Value, segment, normalized.Length..(normalized.Length + segment.Length)));
                normalized.Append(segment);
            }
        if (addEndOfSentence)
            tokens.Add(new(model.EosId, model.EosPiece, normalized.Length..normalized.Length));
        // The end of sentence counts like any other token: a cut text has none.
        var consumed = normalized.Length;
        if (tokens.Count > settings.MaxTokenCount)
        {
            tokens.RemoveRange(settings.MaxTokenCount, tokens.Count - settings.MaxTokenCount);
            consumed = tokens[^1].Offset.End.Value;
        }
        return new() { Tokens = tokens, NormalizedText = normalized.ToString(), CharsConsumed = consumed };
    }

    private void EncodeSegment(ReadOnlySpan<char> text, EncodeSettings settings, List<EncodedToken> tokens, StringBuilder normalized)
    {
        var utf8 = new ArrayBufferWriter<byte>(Math.Max(16, text.Length * 2));
        if (settings.ConsiderNormalization)
            normalizer.NormalizeUtf8(text, utf8);
        else
            Encoding.UTF8.GetBytes(text, utf8);
        var segments = new List<Segment>();
        encoder.Encode(utf8.WrittenSpan, segments);
        foreach (var segment in segments)
        {
            var surface = segment.Id == model.UnkId ? Encoding.UTF8.GetString(utf8.WrittenSpan[segment.Start..segment.End]) : pieces[segment.Id];
            tokens.Add(new(segment.Id, surface, normalized.Length..(normalized.Length + surface.Length)));
            normalized.Append(surface);
        }
    }
}
