namespace CompressionPipeline.Models.Selectors;

/// <summary>What gates are put on.</summary>
internal enum GateMethod
{
    /// <summary>Heads and feed-forward units of the encoder; the sparsity is that of the encoder.</summary>
    Nash,

    /// <summary>
    /// Heads, units and hidden dimensions; of the decoder only whole attentions and feed-forward blocks. Encoder and decoder have
    /// each a sparsity.
    /// </summary>
    Auto,

    /// <summary>
    /// Heads, units, whole attentions and feed-forward blocks of both stacks, and hidden dimensions; one sparsity.
    /// </summary>
    Cofi,
}

/// <summary>How gates are trained. The defaults are those of NASH (Ko et al., arXiv 2310.10054).</summary>
/// <param name="Method">What gates are put on.</param>
/// <param name="Sparsity">Share of the weights under gates that goes, from 0 to 0.95; of <c>auto</c> that of the encoder.</param>
internal sealed record GateTrainingOptions(GateMethod Method, double Sparsity)
{
    /// <summary>Of <c>auto</c>: the share of the decoder that goes.</summary>
    public double DecoderSparsity { get; init; }

    /// <summary>Share of the steps over which the target rises from 0, from 0 to 1. Default: a third.</summary>
    public double WarmUp { get; init; } = 1.0 / 3;

    /// <summary>Learning rate of the gates and, ascending, of the multipliers. Default: 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;
}
