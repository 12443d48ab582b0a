using System.Buffers;
using System.Text;

namespace Microsoft.ML.Tokenizers;

internal sealed class SentencePieceNormalizer : Normalizer
{
    private static readonly byte[] EscapedSpace = "\u2581"u8.ToArray();

    private readonly SentencePieceModel model;
    private readonly CharsMap charsMap;
    private readonly PieceTrie userDefined;

    // Pieces that the model's user defined are never rewritten.
    public SentencePieceNormalizer(SentencePieceModel model)
    {
        this.model = model;
        charsMap = new(model.CharsMap.Span);
        var symbols = model.Pieces.Index().Where(piece => piece.Item.Type == PieceType.UserDefined).Select(piece => (piece.Item.Bytes.ToByteArray(), piece.Index)).ToArray();
        userDefined = symbols.Length == 0 ? null : new(symbols);
    }

    public override string Normalize(string original)
    {
        ArgumentNullException.ThrowIfNull(original);
        return Normalize(original.AsSpan());
    }

    public override string Normalize(ReadOnlySpan<char> original)
    {
        var normalized = new ArrayBufferWriter<byte>();
        NormalizeUtf8(original, normalized);
        return Encoding.UTF8.GetString(normalized.WrittenSpan);
    }

    public void NormalizeUtf8(ReadOnlySpan<char> original, ArrayBufferWriter<byte> normalized)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(original.Length));
        try
        {
            // Half surrogate pairs become U+FFFD, as sentencepiece makes of malformed bytes.
            Normalize(rented.AsSpan(0, Encoding.UTF8.GetBytes(original, rented)), normalized);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Normalize(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> normalized)
    {
        if (model.RemoveExtraWhitespaces)
            while (!text.IsEmpty && Prefix(text, out var consumed).SequenceEqual(" "u8))
                text = text[consumed..];
        if (text.IsEmpty)
            return;

        var space = model.EscapeWhitespaces ? EscapedSpace : " "u8;
        if (model.AddDummyPrefix && !model.TreatWhitespaceAsSuffix)
            normalized.Write(space);

        var afterSpace = model.RemoveExtraWhitespaces;
        while (!text.IsEmpty)
        {
            var prefix = Prefix(text, out var consumed);
            while (afterSpace && prefix.StartsWith(" "u8))
                prefix = prefix[1..];
            if (!prefix.IsEmpty)
            {
                Write(prefix, space, normalized);
                afterSpace = prefix[^1] == ' ';
            }
            text = text[consumed..];
            afterSpace &= model.RemoveExtraWhitespaces;
        }

        var length = normalized.WrittenCount;
        if (model.RemoveExtraWhitespaces)
            while (normalized.WrittenSpan[..length].EndsWith(space))
                length -= space.Length;
        if (length < normalized.WrittenCount)
            Shorten(normalized, length);
        if (model.AddDummyPrefix && model.TreatWhitespaceAsSuffix)
            normalized.Write(space);
    }

    private ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> text, out int consumed)
    {
        if (userDefined is not null && userDefined.LongestPrefix(text) is var symbol and > 0)
        {
            consumed = symbol;
            return text[..symbol];
        }
        var replacement = charsMap.Replace(text, out consumed);
        if (consumed > 0)
            return replacement;
        consumed = Utf8.CharacterLength(text);
        return text[..consumed];
    }

    private static void Write(ReadOnlySpan<byte> text, ReadOnlySpan<byte> space, ArrayBufferWriter<byte> normalized)
    {
        for (var at = text.IndexOf((byte)' '); at >= 0; at = text.IndexOf((byte)' '))
        {
            normalized.Write(text[..at]);
            normalized.Write(space);
            text = text[(at + 1)..];
        }
        normalized.Write(text);
    }

    private static void Shorten(ArrayBufferWriter<byte> writer, int length)
    {
        var kept = writer.WrittenSpan[..length].ToArray();
        writer.ResetWrittenCount();
        writer.Write(kept);
    }
}
