using System.Runtime.InteropServices;
using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// What <c>decoder_fused.json</c> describes: two graphs in ONNX Runtime's own operators and, where they are no part of them, the
/// rows of embedding and head.
/// </summary>
internal sealed class FusedDecoder : IDisposable
{
    private const string Description = "decoder_fused.json";
    private const string Fix = "Export the model again, or delete " + Description + ", without which the other graphs are used.";

    private readonly float[] rows;

    private FusedDecoder(FusedDescription about, float[] rows, InferenceSession step, InferenceSession memory, int threads)
    {
        (this.rows, Width, Step, Memory, MaxDistance) = (rows, about.Width, step, memory, about.MaxDistance);
        Shape = Seq2SeqShape.Of(step, Description, about.Rows);
        if (about.Vocabulary is not null)
            Head = new(about.Tied ? rows : rows.AsMemory(about.Rows * Width), about.Rows, threads);
        Self =
        [
            .. step.InputMetadata.Where(input => input.Key.Contains(".decoder.", StringComparison.Ordinal))
                .Select(input => (input.Key, input.Value.Dimensions[1], input.Value.Dimensions[3])),
        ];
    }

    public InferenceSession Step { get; }

    public InferenceSession Memory { get; }

    /// <summary>Null where the step ends in the logits.</summary>
    public ScreenedHead? Head { get; }

    public Seq2SeqShape Shape { get; }

    public int MaxDistance { get; }

    public int Width { get; }

    /// <summary>Inputs of the step that hold keys or values of self-attention, with heads and width of a head.</summary>
    public IReadOnlyList<(string Name, int Heads, int HeadWidth)> Self { get; }

    /// <summary>Opens what the folder has; null where it has no description or ONNX Runtime lacks an operator.</summary>
    /// <exception cref="PipelineException">The description names what is not there or of another model.</exception>
    public static FusedDecoder? Open(string folder, SessionSettings settings)
    {
        var path = Path.Combine(folder, Description);
        if (settings.Path == DecoderPath.Plain || !File.Exists(path))
            return null;
        var about = FusedDescription.Read(path, Fix);
        var rows = about.Vocabulary is { } name ? Rows(Path.Combine(folder, name), about) : [];
        InferenceSession? step = null, memory = null;
        try
        {
            step = OpenGraph(folder, about.Step, about, settings);
            memory = OpenGraph(folder, about.Memory, about, settings);
            return new(about, rows, step, memory, settings.Threads > 0 ? settings.Threads : Environment.ProcessorCount);
        }
        catch (Exception error)
        {
            step?.Dispose();
            memory?.Dispose();
            if (!LacksOperator(error.InnerException))
                throw;
            return null;
        }
    }

    /// <summary>Copies the embeddings of tokens one behind the other.</summary>
    public void Embed(ReadOnlySpan<long> ids, Span<float> to)
    {
        for (var i = 0; i < ids.Length; i++)
            rows.AsSpan((int)ids[i] * Width, Width).CopyTo(to[(i * Width)..]);
    }

    public void Dispose()
    {
        Step.Dispose();
        Memory.Dispose();
    }

    private static bool LacksOperator(Exception? error) => error is OnnxRuntimeException
        && (error.Message.Contains("NotImplemented", StringComparison.Ordinal)
            || error.Message.Contains("No Op registered", StringComparison.Ordinal)
            || error.Message.Contains("not a registered function/op", StringComparison.Ordinal));

    private static float[] Rows(string path, FusedDescription about)
    {
        var count = (decimal)about.Rows * about.Width * (about.Tied ? 1 : 2);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length != count * sizeof(float) || stream.Length > int.MaxValue)
                throw new InvalidFileException(path, $"it has {stream.Length} bytes, which are not {count} numbers", Fix);
            var rows = new float[(int)count];
            var bytes = MemoryMarshal.AsBytes(rows.AsSpan());
            stream.ReadExactly(bytes);
            return Digest.OfBytes(bytes).Hex == about.Digest
                ? rows
                : throw new InvalidFileException(path, "it is another one than described", Fix);
        }
        catch (IOException error)
        {
            throw new InvalidFileException(path, $"it cannot be read ({error.Message.TrimEnd('.')})", Fix);
        }
    }

    private static InferenceSession OpenGraph(string folder, string name, FusedDescription about, SessionSettings settings)
    {
        var path = Path.Combine(folder, name);
        var session = OrtSession.Open(path, settings, cuda: false);
        var digest = session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(about.DigestKey);
        var fits = session.OutputMetadata.TryGetValue("logits", out var logits)
            ? logits.Dimensions[^1] == about.Rows
            : session.InputMetadata.Values.First().Dimensions[^1] == about.Width;
        if (digest == about.Digest && fits)
            return session;
        session.Dispose();
        throw new InvalidFileException(path, "it belongs to another export than its description", Fix);
    }
}
