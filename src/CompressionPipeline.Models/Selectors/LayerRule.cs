namespace CompressionPipeline.Models.Selectors;

/// <summary>Which layers of a stack stay where only their number is said.</summary>
public enum LayerRule
{
    /// <summary>
    /// The hand-written tables of Campos and Zhai (arXiv 2304.02721) for stacks of 8, 12 and 24 layers; else <see
    /// cref="Uniform"/>.
    /// </summary>
    Tables,

    /// <summary>Evenly spaced, with the first and the last (Ko et al., arXiv 2310.10054).</summary>
    Uniform,

    /// <summary>The first.</summary>
    Low,

    /// <summary>The last.</summary>
    High,
}
