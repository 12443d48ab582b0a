using Google.Protobuf;

namespace Microsoft.ML.Tokenizers;

internal enum PieceType
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

internal readonly record struct Piece(ByteString Bytes, float Score, PieceType Type)
{
    public string Text => Bytes.ToStringUtf8();

    // What sentencepiece finds in text: the others are only ever put there by a program.
    public bool IsInText => Type is PieceType.Normal or PieceType.UserDefined or PieceType.Unused;
}

// sentencepiece_model.proto, the fields that encoding and decoding need; absent fields have the schema's defaults.
internal sealed class SentencePieceModel
{
    public List<Piece> Pieces { get; } = [];

    public int ModelType { get; private set; } = 1;

    public bool ByteFallback { get; private set; }

    public bool TreatWhitespaceAsSuffix { get; private set; }

    public int UnkId { get; private set; }

    public int BosId { get; private set; } = 1;

    public int EosId { get; private set; } = 2;

    public int PadId { get; private set; } = -1;

    public string UnkPiece { get; private set; } = "<unk>";

    public string BosPiece { get; private set; } = "<s>";

    public string EosPiece { get; private set; } = "</s>";

    public string PadPiece { get; private set; } = "<pad>";

    public ByteString CharsMap { get; private set; } = ByteString.Empty;

    public bool AddDummyPrefix { get; private set; } = true;

    public bool RemoveExtraWhitespaces { get; private set; } = true;

    public bool EscapeWhitespaces { get; private set; } = true;

    // CodedInputStream checks every length against what is left of its input.
    public static SentencePieceModel Parse(Stream stream)
    {
        var model = new SentencePieceModel();
        using var input = new CodedInputStream(stream, leaveOpen: true);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    model.Pieces.Add(ParsePiece(input.ReadBytes()));
                    break;
                case 2:
                    model.ParseTrainer(input.ReadBytes());
                    break;
                case 3:
                    model.ParseNormalizer(input.ReadBytes());
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }
        return model;
    }

    private static Piece ParsePiece(ByteString message)
    {
        var (bytes, score, type) = (ByteString.Empty, 0f, PieceType.Normal);
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: bytes = input.ReadBytes(); break;
                case 2: score = input.ReadFloat(); break;
                case 3: type = (PieceType)input.ReadEnum(); break;
                default: input.SkipLastField(); break;
            }
        }
        return new(bytes, score, type);
    }

    private void ParseTrainer(ByteString message)
    {
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 3: ModelType = input.ReadEnum(); break;
                case 24: TreatWhitespaceAsSuffix = input.ReadBool(); break;
                case 35: ByteFallback = input.ReadBool(); break;
                case 40: UnkId = input.ReadInt32(); break;
                case 41: BosId = input.ReadInt32(); break;
                case 42: EosId = input.ReadInt32(); break;
                case 43: PadId = input.ReadInt32(); break;
                case 45: UnkPiece = input.ReadString(); break;
                case 46: BosPiece = input.ReadString(); break;
                case 47: EosPiece = input.ReadString(); break;
                case 48: PadPiece = input.ReadString(); break;
                default: input.SkipLastField(); break;
            }
        }
    }

    private void ParseNormalizer(ByteString message)
    {
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 2: CharsMap = input.ReadBytes(); break;
                case 3: AddDummyPrefix = input.ReadBool(); break;
                case 4: RemoveExtraWhitespaces = input.ReadBool(); break;
                case 5: EscapeWhitespaces = input.ReadBool(); break;
                default: input.SkipLastField(); break;
            }
        }
    }
}
