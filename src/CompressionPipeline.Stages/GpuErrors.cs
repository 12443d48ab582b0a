using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Stages;

/// <summary>Translates errors of libtorch and ONNX Runtime when a device fails into messages that name the fix.</summary>
internal static class GpuErrors
{
    private static readonly string[] OfTheGpu = ["CUDA", "CUDNN", "cuDNN", "CUBLAS", "cuBLAS"];
    private static readonly string[] OfFullMemory =
        ["out of memory", "failed to allocate memory", "can't allocate memory", "ALLOC_FAILED"];

    /// <summary>The error in our words, or null where no device is to blame.</summary>
    public static PipelineException? Explain(Exception error)
    {
        if (error is PipelineException || Native(error) is not { } native)
            return null;
        var said = native.Message.Split('\n')[0].Trim();
        if (Array.Exists(OfFullMemory, words => native.Message.Contains(words, StringComparison.OrdinalIgnoreCase)))
            return new($"The device's memory is full ({said}). Nothing was written; run again with a smaller batch-size.", error);
        return Array.Exists(OfTheGpu, word => native.Message.Contains(word, StringComparison.Ordinal))
            ? new($"The GPU stopped answering ({said}). Nothing was written; run the same command again. If it happens again, "
                + "look at nvidia-smi and the kernel's log, or say device: cpu.", error)
            : null;
    }

    // TorchSharp throws plain ExternalExceptions; what derives from them comes from elsewhere.
    private static Exception? Native(Exception? error) => error switch
    {
        null => null,
        OnnxRuntimeException => error,
        _ when error.GetType() == typeof(ExternalException) => error,
        AggregateException several => several.InnerExceptions.Select(Native).FirstOrDefault(inner => inner is not null),
        _ => Native(error.InnerException),
    };
}

/// <summary>
/// A stage whose errors of the device are translated.
/// </summary>
internal sealed class DeviceGuard(IStage stage) : IStage
{
    public string Name => stage.Name;

    public int Version => stage.Version;

    public IReadOnlyList<string> Libraries => stage.Libraries;

    public Type OptionsType => stage.OptionsType;

    public StageKind Kind => stage.Kind;

    public IReadOnlyList<string> Inputs => stage.Inputs;

    public IReadOnlyList<string> InputsFor(JsonObject options) => stage.InputsFor(options);

    public string OutputRole => stage.OutputRole;

    public bool RunsAlone => stage.RunsAlone;

    public bool KeyHoldsMachine => stage.KeyHoldsMachine;

    public IReadOnlyList<Metric> Run(StageContext context)
    {
        try
        {
            return stage.Run(context);
        }
        catch (Exception error) when (GpuErrors.Explain(error) is { } explained)
        {
            throw explained;
        }
    }
}
