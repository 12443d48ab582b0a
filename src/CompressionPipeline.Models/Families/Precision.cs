namespace CompressionPipeline.Models.Families;

/// <summary>How the matrices of an export are written. Norms, biases and position tables always are 32-bit floats.</summary>
public enum Precision
{
    /// <summary>32-bit floats, as the checkpoint has them.</summary>
    Fp32,

    /// <summary>8 bits a weight and a scale for each block of a row, without calibration.</summary>
    Int8,
}
