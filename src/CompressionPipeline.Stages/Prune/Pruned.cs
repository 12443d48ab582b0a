using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Prune;

/// <summary>What a method makes of a model.</summary>
/// <param name="Model">The smaller model; the caller disposes it.</param>
/// <param name="Mask">What stays of the whole one.</param>
internal sealed record Pruned(IModel Model, ModelMask Mask)
{
    /// <summary>Parameters that would stay if the layers' widths were free; null where they are.</summary>
    public long? ParametersOfFreeWidths { get; init; }

    /// <summary>How the gates were trained; null where there are none.</summary>
    public MaskTraining? Training { get; init; }
}
