using Google.Protobuf;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>Writes the fields of a SentencePiece model.</summary>
internal static class SpieceWriter
{
    public static void Message(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var content = new CodedOutputStream(stream, leaveOpen: true))
            write(content);
        Message(output, field, ByteString.CopyFrom(stream.ToArray()));
    }

    /// <summary>A message, or bytes, as they are.</summary>
    public static void Message(CodedOutputStream output, int field, ByteString content)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(content);
    }

    /// <summary>A whole number, a flag or a value of an enumeration.</summary>
    public static void Number(CodedOutputStream output, int field, int value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt32(value);
    }
}
