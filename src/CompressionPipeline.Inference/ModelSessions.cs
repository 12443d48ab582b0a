using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// The graphs of an export on one device. Where it has a fused decoder, Optimum's decoders are opened by the first call that
/// needs them.
/// </summary>
internal sealed class ModelSessions : IDisposable
{
    private readonly Lazy<InferenceSession> decoder, decoderWithPast;

    private ModelSessions(string folder, SessionSettings settings, bool cuda)
    {
        (Folder, Special) = (folder, SpecialIds.Read(folder));
        Device = cuda ? Device.Cuda : Device.Cpu;
        Memory = cuda
            ? new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default)
            : OrtMemoryInfo.DefaultInstance;
        InferenceSession Open(string name) =>
            OrtSession.Open(Fused?.VerifiedIfNamed(name) ?? Path.Combine(folder, name), settings, cuda);
        decoder = new(() => Shape!.Fitting(Open(ExportFiles.Decoder), Path.Combine(folder, ExportFiles.Decoder)));
        decoderWithPast = new(() => Open(ExportFiles.DecoderWithPast));
        Encoder = Open(ExportFiles.Encoder);
        try
        {
            Fused = cuda ? null : FusedDecoder.Open(folder, settings);
            if (Fused is not null)
            {
                Shape = Fused.Shape;
                OrtSession.Check(Path.Combine(folder, ExportFiles.Decoder));
                OrtSession.Check(Path.Combine(folder, ExportFiles.DecoderWithPast));
            }
            else
            {
                Shape = Seq2SeqShape.Of(decoderWithPast.Value, Path.Combine(folder, ExportFiles.DecoderWithPast));
                _ = decoder.Value;
            }
            Special.RequireBelow(Shape.VocabularySize, folder);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Folder { get; }

    public SpecialIds Special { get; }

    public Seq2SeqShape Shape { get; }

    public InferenceSession Encoder { get; }

    public InferenceSession Decoder => decoder.Value;

    public InferenceSession DecoderWithPast => decoderWithPast.Value;

    /// <summary>The fused decoder; null where the export has none that can be used here.</summary>
    public FusedDecoder? Fused { get; }

    public Device Device { get; }

    /// <summary>Where hidden states and caches stay.</summary>
    public OrtMemoryInfo Memory { get; }

    public static (ModelSessions Sessions, string? Remark) Open(string folder, SessionSettings settings) =>
        DeviceChoice.Open(settings.Device, cuda => new ModelSessions(folder, settings, cuda));

    /// <summary>Hidden states of the sources: (rows, longest, width).</summary>
    public OrtValue Encode(SourceBatch batch, OrtMemoryInfo memory)
    {
        using var options = new RunOptions();
        using var binding = Encoder.CreateIoBinding();
        binding.BindInput("input_ids", batch.Ids);
        Bind(binding, Encoder, "attention_mask", batch.Mask);
        binding.BindOutputToDevice("last_hidden_state", memory);
        Encoder.RunWithBinding(options, binding);
        return binding.GetOutputValues()[0];
    }

    /// <summary>Exports differ in what their graphs still declare; what is not declared cannot be bound.</summary>
    public static void Bind(OrtIoBinding binding, InferenceSession session, string name, OrtValue value)
    {
        if (session.InputMetadata.ContainsKey(name))
            binding.BindInput(name, value);
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Fused?.Dispose();
        foreach (var opened in new[] { decoder, decoderWithPast }.Where(session => session.IsValueCreated))
            opened.Value.Dispose();
        if (Device == Device.Cuda)
            Memory.Dispose();
    }
}
