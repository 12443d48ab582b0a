namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>The spaces of sub-networks (Klein et al., arXiv 2405.02267).</summary>
public enum SpaceKind
{
    /// <summary>For each stack: how many layers, and how many heads and units in each of them; the first stay.</summary>
    Small,

    /// <summary>For each layer: how many heads and units; the first stay.</summary>
    Medium,

    /// <summary>Each layer stays or goes.</summary>
    Layer,

    /// <summary>Each head and each unit stays or goes.</summary>
    Large,
}

/// <summary>Which sizes random sub-networks have.</summary>
public enum NetworkSampling
{
    /// <summary>Those of the space's own draws, every value of a variable as likely as another: mostly one size.</summary>
    Uniform,

    /// <summary>All sizes alike.</summary>
    Stratified,
}
