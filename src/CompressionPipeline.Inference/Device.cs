namespace CompressionPipeline.Inference;

/// <summary>Where a session computes.</summary>
public enum Device
{
    /// <summary>CUDA where a session can really be opened on it, else the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>The first CUDA GPU; an error where none can be used.</summary>
    Cuda,
}
