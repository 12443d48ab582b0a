namespace CompressionPipeline.Models.Families;

/// <summary>How the matrices of an export are written. Norms, biases and position tables always are 32-bit floats.</summary>
public enum Precision
{
    /// <summary>32-bit floats, as the checkpoint has them.</summary>
    Fp32,

    /// <summary>
    /// 16-bit floats, and products in them where the runtime has such; sums that may leave their range stay in 32 bits.
    /// </summary>
    Fp16,

    /// <summary>8 bits a weight and a scale for each block of a row, without calibration.</summary>
    Int8,
}
