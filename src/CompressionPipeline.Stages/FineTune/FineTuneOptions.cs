using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>Options of <c>fine-tune</c>.</summary>
public sealed record FineTuneOptions : TrainerOptions
{
    [FromPlan]
    public ModelInit? Init { get; init; }
}
