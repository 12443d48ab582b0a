namespace CompressionPipeline.Models.Training;

/// <summary>What forward and backward passes compute with; weights and their updates are float32 in any case.</summary>
public enum TrainingPrecision
{
    /// <summary>float32.</summary>
    Fp32,

    /// <summary>bfloat16: the range of float32, in half the memory.</summary>
    Bf16,

    /// <summary>float16, which is refused: T5 overflows it.</summary>
    Fp16,
}
