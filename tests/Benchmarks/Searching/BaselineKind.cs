namespace Benchmarks.Searching;

/// <summary>Ways to prune a fine-tuned model without a search.</summary>
internal enum BaselineKind
{
    /// <summary>The last layers of each stack go (Sajjad et al., arXiv 2004.03844).</summary>
    LayerDropping,

    /// <summary>The heads go that the loss needs least (Michel et al., arXiv 1905.10650).</summary>
    HeadPruning,

    /// <summary>Heads and units by the Fisher information, without training after it (Kwon et al., arXiv 2204.09656).</summary>
    MaskSearch,

    /// <summary>Layers of the decoder (Campos and Zhai, arXiv 2304.02721).</summary>
    Asymmetric,

    /// <summary>A third of the decoder's layers, and gates on the encoder (Ko et al., arXiv 2310.10054).</summary>
    Nash,
}
