using System.Text.Json;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>What computes while times are taken.</summary>
public enum TimedRuntime
{
    /// <summary>ONNX Runtime on the exported graphs: what ships.</summary>
    Onnxruntime,

    /// <summary>libtorch on the checkpoint, operator by operator, as the papers time it.</summary>
    Torch,
}

/// <summary>The phases' names in files and in budgets.</summary>
internal static class Phases
{
    public static string Name(this Phase phase) => JsonNamingPolicy.KebabCaseLower.ConvertName(phase.ToString());
}

/// <summary>The runtimes' names in files.</summary>
internal static class TimedRuntimes
{
    public static string Name(this TimedRuntime runtime) => JsonNamingPolicy.KebabCaseLower.ConvertName(runtime.ToString());
}
