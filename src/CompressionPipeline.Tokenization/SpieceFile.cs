using CompressionPipeline.Core;
using Google.Protobuf;

namespace CompressionPipeline.Tokenization;

/// <summary>A piece of the vocabulary.</summary>
/// <param name="Text">Its characters, U+2581 for a space.</param>
/// <param name="Score">Its log probability.</param>
/// <param name="IsControl">Whether it is put there by programs (padding, end of sentence) and never shown.</param>
internal readonly record struct SpiecePiece(string Text, float Score, bool IsControl);

/// <summary>What a <c>spiece.model</c> says of itself, read from its protobuf fields; every length is checked.</summary>
internal sealed class SpieceFile
{
    // Field numbers of sentencepiece_model.proto.
    private const int PiecesField = 1, TrainerSpec = 2, NormalizerSpec = 3;
    private const int PieceText = 1, PieceScore = 2, PieceType = 3, CharsMapField = 2;
    private const int ModelType = 3, UnkIdField = 40, BosIdField = 41, EosIdField = 42, PadIdField = 43, UnkSurfaceField = 44;
    private const int Unigram = 1;
    private const int Control = 3;

    private readonly byte[] bytes;
    private readonly List<SpiecePiece> pieces = [];
    private int modelType = Unigram;
    private int bosId = 1;
    private Range bosValue;
    private bool hasTrainer;
    private bool hasNormalizer;

    private SpieceFile(byte[] bytes) => this.bytes = bytes;

    public IReadOnlyList<SpiecePiece> Pieces => pieces;

    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The normalizer's precompiled character map; empty where nothing is rewritten.</summary>
    public ByteString CharsMap { get; private set; } = ByteString.Empty;

    public int UnkId { get; private set; }

    public int EosId { get; private set; } = 2;

    public int PadId { get; private set; } = -1;

    public string UnkSurface { get; private set; } = " \u2047 ";

    public static SpieceFile Read(string path)
    {
        if (!File.Exists(path))
            throw new PipelineException($"{path} does not exist. Name a SentencePiece model (spiece.model) as the tokenizer.");
        var file = new SpieceFile(File.ReadAllBytes(path));
        try
        {
            file.Parse();
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or ArgumentException or OverflowException)
        {
            throw new PipelineException($"{path} is cut off or no SentencePiece model: {fault.Message} {Mend}", fault);
        }
        file.Check(path);
        return file;
    }

    /// <summary>
    /// The model's bytes with <c>bos_id</c> 0 where T5 has none (-1): Microsoft.ML.Tokenizers 2.0 indexes its pieces with it.
    /// The length stays: the value becomes an overlong varint, which every protobuf reader takes.
    /// </summary>
    public byte[] BytesWithBos()
    {
        var patched = (byte[])bytes.Clone();
        if (bosId < 0)
        {
            var value = patched.AsSpan(bosValue);
            value.Fill(0x80);
            value[^1] = 0;
        }
        return patched;
    }

    private const string Mend = "Copy the file again, or name a Unigram model made by spm_train with --pad_id=0 --eos_id=1 --unk_id=2.";

    private void Check(string path)
    {
        if (!hasTrainer || !hasNormalizer || pieces.Count == 0)
            throw new PipelineException($"{path} is cut off or no SentencePiece model: it has {pieces.Count} pieces, {(hasTrainer ? "a" : "no")} trainer_spec and {(hasNormalizer ? "a" : "no")} normalizer_spec. {Mend}");
        if (modelType != Unigram)
            throw new PipelineException($"{path} is a SentencePiece model of type {modelType}; T5 has Unigram models (1). {Mend}");
        if (!IsPiece(PadId) || !IsPiece(EosId) || !IsPiece(UnkId))
            throw new PipelineException($"{path} does not follow T5: pad is {PadId}, eos {EosId} and unk {UnkId} of {pieces.Count} pieces. {Mend}");
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
                    var trainer = input.ReadBytes();
                    hasTrainer = true;
                    ReadTrainer(trainer, offset: (int)input.Position - trainer.Length);
                    break;
                case NormalizerSpec:
                    hasNormalizer = true;
                    ReadNormalizer(input.ReadBytes());
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }
    }

    private static SpiecePiece ReadPiece(ByteString message)
    {
        var (text, score, type) = ("", 0f, 0);
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case PieceText: text = input.ReadString(); break;
                case PieceScore: score = input.ReadFloat(); break;
                case PieceType: type = input.ReadEnum(); break;
                default: input.SkipLastField(); break;
            }
        }
        return new(text, score, type == Control);
    }

    private void ReadNormalizer(ByteString message)
    {
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == CharsMapField)
                CharsMap = input.ReadBytes();
            else
                input.SkipLastField();
        }
    }

    private void ReadTrainer(ByteString message, int offset)
    {
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            var start = offset + (int)input.Position;
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case ModelType: modelType = input.ReadEnum(); break;
                case UnkIdField: UnkId = input.ReadInt32(); break;
                case EosIdField: EosId = input.ReadInt32(); break;
                case PadIdField: PadId = input.ReadInt32(); break;
                case UnkSurfaceField: UnkSurface = input.ReadString(); break;
                case BosIdField:
                    bosId = input.ReadInt32();
                    bosValue = start..(offset + (int)input.Position);
                    break;
                default: input.SkipLastField(); break;
            }
        }
    }
}
