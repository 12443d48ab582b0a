using System.Runtime.InteropServices;
using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// The fused decoder of an export (docs/adr/0032): a graph for each step, one that projects the encoder hidden states, and, where
/// they are not part of the step's graph, the rows of embedding and head, and a graph that computes all logits.
/// </summary>
internal sealed class FusedDecoder : IDisposable
{
    private readonly FusedDescription about;
    private readonly float[] rows;
    private readonly Lazy<InferenceSession>? product;

    private FusedDecoder(FusedDescription about, float[] rows, InferenceSession step, InferenceSession memory,
        Lazy<InferenceSession>? product, int threads)
    {
        (this.about, this.product) = (about, product);
        (this.rows, Width, Step, Memory, MaxDistance) = (rows, about.Width, step, memory, about.MaxDistance);
        Shape = Seq2SeqShape.Of(step, ExportFiles.FusedDescription, about.Rows);
        if (rows.Length > 0)
            Head = new(about.Tied ? rows : rows.AsMemory(about.Rows * Width), about.Rows, threads);
        Self =
        [
            .. step.InputMetadata.Where(input => input.Key.Contains(".decoder.", StringComparison.Ordinal))
                .Select(input => (input.Key, input.Value.Dimensions[1], input.Value.Dimensions[3])),
        ];
    }

    public InferenceSession Step { get; }

    public InferenceSession Memory { get; }

    /// <summary>Null where the step's graph itself computes the logits.</summary>
    public ScreenedHead? Head { get; }

    /// <summary>Whether all logits can be computed: older exports have no graph of the head.</summary>
    public bool HasLogits => Head is null || product is not null;

    public Seq2SeqShape Shape { get; }

    public int MaxDistance { get; }

    public int Width { get; }

    /// <summary>Inputs of the step that hold keys or values of self-attention, with heads and width of a head.</summary>
    public IReadOnlyList<(string Name, int Heads, int HeadWidth)> Self { get; }

    /// <summary>Opens what the folder has; null where it has no description or ONNX Runtime lacks an operator.</summary>
    /// <exception cref="PipelineException">A file is missing, or is not the one that goes with the others.</exception>
    public static FusedDecoder? Open(string folder, SessionSettings settings)
    {
        if (settings.Path == DecoderPath.Plain || !File.Exists(Path.Combine(folder, ExportFiles.FusedDescription)))
            return null;
        var about = FusedDescription.Read(folder);
        // Beside another export's encoder the decoder would run without an error and write nonsense.
        about.Verified(ExportFiles.Encoder);
        InferenceSession? step = null, memory = null;
        try
        {
            step = OrtSession.Open(about.Verified(ExportFiles.FusedStep), settings, cuda: false);
            memory = OrtSession.Open(about.Verified(ExportFiles.FusedMemory), settings, cuda: false);
            var rows = step.OutputMetadata.ContainsKey("logits") ? [] : Rows(about);
            // Opened only when beam search needs it: it holds a second copy of the head, packed for matrix products.
            var product = about.VerifiedIfNamed(ExportFiles.FusedHead) is { } head
                ? new Lazy<InferenceSession>(() => OrtSession.Open(head, settings, cuda: false))
                : null;
            return new(
                about, rows, step, memory, product, settings.Threads > 0 ? settings.Threads : Environment.ProcessorCount);
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

    /// <inheritdoc cref="FusedDescription.VerifiedIfNamed"/>
    public string? VerifiedIfNamed(string name) => about.VerifiedIfNamed(name);

    /// <summary>Copies the embedding of each token to the next row.</summary>
    public void Embed(ReadOnlySpan<long> ids, Span<float> to)
    {
        for (var i = 0; i < ids.Length; i++)
            rows.AsSpan((int)ids[i] * Width, Width).CopyTo(to[(i * Width)..]);
    }

    /// <summary>The logits of last hidden states, (rows, width) to (rows, vocabulary).</summary>
    public void Multiply(float[] states, float[] logits, int rows, RunOptions options)
    {
        using var from = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, states.AsMemory(0, rows * Width), [rows, Width]);
        using var to = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, logits.AsMemory(0, rows * Shape.VocabularySize), [rows, Shape.VocabularySize]);
        product!.Value.Run(options, ["last_hidden_state"], [from], ["logits"], [to]);
    }

    public void Dispose()
    {
        if (product is { IsValueCreated: true })
            product.Value.Dispose();
        Step.Dispose();
        Memory.Dispose();
    }

    private static bool LacksOperator(Exception? error) => error is OnnxRuntimeException
        && (error.Message.Contains("NotImplemented", StringComparison.Ordinal)
            || error.Message.Contains("No Op registered", StringComparison.Ordinal)
            || error.Message.Contains("not a registered function/op", StringComparison.Ordinal));

    // Read once, and the digest is of the bytes read: a large model has hundreds of megabytes of them.
    private static float[] Rows(FusedDescription about)
    {
        var path = Path.Combine(about.Folder, ExportFiles.FusedVocabulary);
        OrtSession.Check(path);
        var count = (long)about.Rows * about.Width * (about.Tied ? 1 : 2);
        using var stream = File.OpenRead(path);
        if (stream.Length / sizeof(float) != count || stream.Length > int.MaxValue)
        {
            throw new InvalidFileException(
                path, $"it has {stream.Length} bytes, which are not {count} numbers", FusedDescription.Fix);
        }
        var rows = new float[(int)count];
        var bytes = MemoryMarshal.AsBytes(rows.AsSpan());
        stream.ReadExactly(bytes);
        about.Require(path, Digest.OfBytes(bytes));
        return rows;
    }
}
