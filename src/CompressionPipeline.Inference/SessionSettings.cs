namespace CompressionPipeline.Inference;

/// <summary>How a session is opened.</summary>
public sealed record SessionSettings
{
    /// <summary>Where to compute. Default: auto.</summary>
    public Device Device { get; init; } = Device.Auto;

    /// <summary>Processor threads; 0 takes one per core. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Prefix of the three profiles (Chrome trace format) that ONNX Runtime writes when the session is closed. Default: none.
    /// </summary>
    public string? ProfilePrefix { get; init; }

    /// <summary>Which decoder generates. Default: the fastest that the export has.</summary>
    internal DecoderPath Path { get; init; }
}

/// <summary>Ways to take a step.</summary>
internal enum DecoderPath
{
    /// <summary>The fused graph, where the export has one, with a screened head where that lies beside it.</summary>
    Fused,

    /// <summary>Optimum's graphs.</summary>
    Plain,
}
