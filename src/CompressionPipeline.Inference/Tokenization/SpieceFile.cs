using CompressionPipeline.Core;
using Google.Protobuf;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>What a <c>spiece.model</c> says of itself, read from its protobuf fields; every length is checked.</summary>
internal sealed class SpieceFile
{
    // Field numbers of sentencepiece_model.proto.
    public const int PiecesField = 1, TrainerSpec = 2, NormalizerSpec = 3, SelfTestData = 4;
    public const int PieceText = 1, PieceScore = 2, PieceTypeField = 3;
    public const int ModelType = 3, VocabularySize = 4, ByteFallbackField = 35;
    public const int UnkIdField = 40, BosIdField = 41, EosIdField = 42, PadIdField = 43;
    public const int CharsMapField = 2, AddDummyPrefixField = 3, RemoveExtraSpacesField = 4;
    public const int Unigram = 1;
    private const int DenormalizerSpec = 5, SpaceAsSuffixField = 24, UnkSurfaceField = 44, EscapeSpacesField = 5;

    private byte[] bytes;
    private readonly List<SpiecePiece> pieces = [];
    private int modelType = Unigram;
    private bool hasTrainer;
    private bool hasNormalizer;
    private bool byteFallback;
    private bool denormalizes;
    private bool spaceAsSuffix;
    private bool escapeSpaces = true;

    private SpieceFile(byte[] bytes) => this.bytes = bytes;

    public IReadOnlyList<SpiecePiece> Pieces => pieces;

    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Ids of the pieces for bytes, by byte; null where an unknown character is not spelled with them.</summary>
    public int[]? ByteIds { get; private set; }

    /// <summary>The normalizer's precompiled character map; empty where nothing is rewritten.</summary>
    public ByteString CharsMap { get; private set; } = ByteString.Empty;

    /// <summary>Whether a text is given a space to begin with, so that a word is one piece wherever it stands.</summary>
    public bool AddDummyPrefix { get; private set; } = true;

    /// <summary>Whether spaces at both ends are dropped, and one is kept of a run.</summary>
    public bool RemoveExtraSpaces { get; private set; } = true;

    public int UnkId { get; private set; }

    /// <summary>Beginning of sequence, which T5 does not use; may be no piece.</summary>
    public int BosId { get; private set; } = 1;

    public int EosId { get; private set; } = 2;

    public int PadId { get; private set; } = -1;

    public string UnkSurface { get; private set; } = " \u2047 ";

    /// <summary>Reads a model; where there is none, what the <c>tokenizer.json</c> beside it was made of.</summary>
    public static SpieceFile Read(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var json = Path.Combine(folder, HuggingFaceFiles.TokenizerFile);
        var file = new SpieceFile(!File.Exists(path) && File.Exists(json)
            ? UnigramJson.ToSpiece(json)
            : InputFile.ReadAllBytes(
                path, StrictJson.MostBytes, "Name a SentencePiece model (spiece.model) as the tokenizer."));
        if (FileFormat.Mistaken(file.bytes) is { } mistaken)
            throw new InvalidFileException(path, mistaken, "Then run again.");
        try
        {
            file.Parse();
            if (!file.IsPiece(file.PadId) && HuggingFaceFiles.NameOf(folder, "pad_token") is { } pad)
                file.PadWith(pad);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or ArgumentException or OverflowException)
        {
            throw new PipelineException($"{path} is cut off or no SentencePiece model. {Fix}", error);
        }
        file.Check(path);
        return file;
    }

    private const string Fix =
        "Copy the file again, or name a Unigram model made by spm_train with --pad_id=0 --eos_id=1 --unk_id=2.";

    private void Check(string path)
    {
        if (!hasTrainer || !hasNormalizer || pieces.Count == 0)
            throw new PipelineException(
                $"{path} is cut off or no SentencePiece model: it has {pieces.Count} pieces, " +
                $"{(hasTrainer ? "a" : "no")} trainer_spec and {(hasNormalizer ? "a" : "no")} normalizer_spec. {Fix}");
        if (modelType != Unigram)
            throw new PipelineException($"{path} is a SentencePiece model of type {modelType}; T5 has Unigram models (1). {Fix}");
        if (!IsPiece(PadId) || !IsPiece(EosId) || !IsPiece(UnkId))
            throw new PipelineException(
                $"{path} does not follow T5: pad is {PadId}, eos {EosId} and unk {UnkId} of {pieces.Count} pieces. {Fix}");
        if (spaceAsSuffix || !escapeSpaces)
            throw new PipelineException(
                $"{path} has {(spaceAsSuffix ? "treat_whitespace_as_suffix" : "escape_whitespaces=false")}, " +
                "which tokenizer.json cannot say to other runtimes. Train the tokenizer without this option.");
        if (denormalizes)
            throw new PipelineException(
                $"{path} has a denormalizer_spec with rules, which change decoded texts and are not supported. " +
                "Train the tokenizer without denormalization rules.");
        if (pieces.FindIndex(piece => !float.IsFinite(piece.Score)) is >= 0 and var id)
            throw new PipelineException(
                $"{path} has the piece '{pieces[id].Text}' (id {id}) with a score that is no number. {Fix}");
        var counts = pieces.Where(piece => piece.IsInText).CountBy(piece => piece.Text);
        if (counts.FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new PipelineException($"{path} has the piece '{twice}' twice. {Fix}");
        if (byteFallback)
            ByteIds = FindByteIds(path);
    }

    private int[] FindByteIds(string path)
    {
        var bytes = pieces.Index().Where(piece => piece.Item.Type == PieceType.Byte)
            .ToLookup(piece => piece.Item.Text, piece => piece.Index);
        var names = Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>").ToArray();
        return Array.Find(names, name => !bytes.Contains(name)) is { } missing
            ? throw new PipelineException($"{path} has byte_fallback and no piece {missing}. {Fix}")
            : [.. names.Select(name => bytes[name].First())];
    }

    // A model may have been made without padding, as MADLAD-400's. A later message of its file is merged into an earlier one.
    private void PadWith(string name)
    {
        PadId = pieces.FindIndex(piece => piece.Text == name);
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
            SpieceWriter.Message(output, TrainerSpec, trainer => SpieceWriter.Number(trainer, PadIdField, PadId));
        bytes = [.. bytes, .. stream.ToArray()];
    }

    private bool IsPiece(int id) => id >= 0 && id < pieces.Count;

    private void Parse()
    {
        using var input = new CodedInputStream(bytes);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case PiecesField:
                    pieces.Add(ReadPiece(input.ReadBytes()));
                    break;
                case TrainerSpec:
                    hasTrainer = true;
                    ReadTrainer(input.ReadBytes());
                    break;
                case NormalizerSpec:
                    hasNormalizer = true;
                    ReadNormalizer(input.ReadBytes());
                    break;
                case DenormalizerSpec:
                    denormalizes |= HasCharsMap(input.ReadBytes());
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }
    }

    private static SpiecePiece ReadPiece(ByteString message)
    {
        var (text, score, type) = ("", 0f, PieceType.Normal);
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case PieceText: text = input.ReadString(); break;
                case PieceScore: score = input.ReadFloat(); break;
                case PieceTypeField: type = (PieceType)input.ReadEnum(); break;
                default: input.SkipLastField(); break;
            }
        }
        return new(text, score, type);
    }

    private void ReadNormalizer(ByteString message)
    {
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case CharsMapField: CharsMap = input.ReadBytes(); break;
                case AddDummyPrefixField: AddDummyPrefix = input.ReadBool(); break;
                case RemoveExtraSpacesField: RemoveExtraSpaces = input.ReadBool(); break;
                case EscapeSpacesField: escapeSpaces = input.ReadBool(); break;
                default: input.SkipLastField(); break;
            }
        }
    }

    private static bool HasCharsMap(ByteString message)
    {
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == CharsMapField)
                return input.ReadBytes().Length > 0;
            input.SkipLastField();
        }
        return false;
    }

    private void ReadTrainer(ByteString message)
    {
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case ModelType: modelType = input.ReadEnum(); break;
                case SpaceAsSuffixField: spaceAsSuffix = input.ReadBool(); break;
                case ByteFallbackField: byteFallback = input.ReadBool(); break;
                case UnkIdField: UnkId = input.ReadInt32(); break;
                case BosIdField: BosId = input.ReadInt32(); break;
                case EosIdField: EosId = input.ReadInt32(); break;
                case PadIdField: PadId = input.ReadInt32(); break;
                case UnkSurfaceField: UnkSurface = input.ReadString(); break;
                default: input.SkipLastField(); break;
            }
        }
    }
}
