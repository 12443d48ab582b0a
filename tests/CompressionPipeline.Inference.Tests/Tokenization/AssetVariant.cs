using CompressionPipeline.Inference.Tokenization;
using Google.Protobuf;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

/// <summary>
/// The default tokenizer with other options. A later message of a protobuf file is merged into an earlier one, so what differs is
/// written behind the asset's bytes; SentencePiece reads such a file in the same way.
/// </summary>
internal static class AssetVariant
{
    private const int Pieces = 1, Trainer = 2, Normalizer = 3, UserDefined = 4, Byte = 6;

    public static readonly string[] Names =
        ["plain", "byte-fallback", "no-dummy-prefix", "keep-spaces", "bare", "user-defined", "above-zero"];

    public static T5Tokenizer Open(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("spiece.model"), Bytes(name));
        return T5Tokenizer.Open(folder.File("spiece.model"));
    }

    public static byte[] Bytes(string name) => [.. File.ReadAllBytes(Asset.Path), .. name switch
    {
        "plain" => [],
        "byte-fallback" => ByteFallback,
        "no-dummy-prefix" => Number(Normalizer, 3, 0),
        "keep-spaces" => Number(Normalizer, 4, 0),
        "bare" => [.. Number(Normalizer, 3, 0), .. Number(Normalizer, 4, 0)],
        "user-defined" => [.. Piece("<sep>", UserDefined), .. Piece("\uFB01x", UserDefined)],
        "above-zero" => [.. Piece("zq", 1, 3), .. Piece("qxj", UserDefined)],
        "several-spaces" => Message(Normalizer, output =>
        {
            output.WriteTag(2, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom([.. WhiteSpaceMap.Bytes(), .. "a  b\0"u8]));
        }),
        "suffix" => Number(Trainer, 24, 1),
        "not-escaped" => Number(Normalizer, 5, 0),
        "bytes-missing" => [.. Piece("<0x00>", Byte), .. Number(Trainer, 35, 1)],
        "no-pad" => Number(Trainer, 43, -1),
        "bos" => Number(Trainer, 41, 0),
        "byte-fallback-bos" => [.. ByteFallback, .. Number(Trainer, 41, 0)],
        "twice" => Piece("\u2581The", UserDefined),
        "no-number" => Piece("<sep>", UserDefined, float.NaN),
        "infinite" => Piece("<sep>", UserDefined, float.NegativeInfinity),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    }];

    private static byte[] ByteFallback =>
        [.. Enumerable.Range(0, 256).SelectMany(value => Piece($"<0x{value:X2}>", Byte)), .. Number(Trainer, 35, 1)];

    /// <summary>A message of one number.</summary>
    private static byte[] Number(int message, int field, int value) => Message(message, output =>
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(value);
    });

    private static byte[] Piece(string text, int type, float score = 0) => Message(Pieces, output =>
    {
        output.WriteTag(1, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
        output.WriteTag(2, WireFormat.WireType.Fixed32);
        output.WriteFloat(score);
        output.WriteTag(3, WireFormat.WireType.Varint);
        output.WriteInt32(type);
    });

    private static byte[] Message(int field, Action<CodedOutputStream> write)
    {
        var content = Written(write);
        return Written(output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        });
    }

    private static byte[] Written(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        write(output);
        output.Flush();
        return stream.ToArray();
    }
}
