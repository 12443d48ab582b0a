using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>The three graphs of an export on one device.</summary>
internal sealed class ModelSessions : IDisposable
{
    private const string WithPastFile = "decoder_with_past_model.onnx";

    private ModelSessions(string folder, SessionSettings settings, bool cuda)
    {
        var opened = new List<InferenceSession>();
        InferenceSession Open(string name)
        {
            opened.Add(OrtSession.Open(Path.Combine(folder, name), settings, cuda));
            return opened[^1];
        }
        Special = SpecialIds.Read(folder);
        Device = cuda ? Device.Cuda : Device.Cpu;
        Memory = cuda
            ? new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default)
            : OrtMemoryInfo.DefaultInstance;
        try
        {
            Encoder = Open("encoder_model.onnx");
            Decoder = Open("decoder_model.onnx");
            DecoderWithPast = Open(WithPastFile);
            Shape = Seq2SeqShape.Of(DecoderWithPast, Path.Combine(folder, WithPastFile));
        }
        catch
        {
            opened.ForEach(session => session.Dispose());
            throw;
        }
    }

    public SpecialIds Special { get; }

    public Seq2SeqShape Shape { get; }

    public InferenceSession Encoder { get; }

    public InferenceSession Decoder { get; }

    public InferenceSession DecoderWithPast { get; }

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
        Decoder.Dispose();
        DecoderWithPast.Dispose();
        if (Device == Device.Cuda)
            Memory.Dispose();
    }
}
