namespace CompressionPipeline.Stages;

/// <summary>Where tensors live, as a person asks for it.</summary>
public enum DeviceChoice
{
    /// <summary>A CUDA GPU where one is usable, else the processor; the stage says which it took.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A CUDA GPU; an error where none is usable.</summary>
    Cuda,
}
