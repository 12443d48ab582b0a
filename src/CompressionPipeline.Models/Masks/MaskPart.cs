namespace CompressionPipeline.Models.Masks;

/// <summary>A dimension that each layer of a stack has of its own.</summary>
public enum MaskPart
{
    /// <summary>Heads of self-attention.</summary>
    Heads,

    /// <summary>Heads of a decoder's cross-attention.</summary>
    CrossHeads,

    /// <summary>Units of the feed-forward block.</summary>
    Units,
}
