namespace CompressionPipeline.Models.Training;

/// <summary>How much a student learns from its teacher. The defaults are those of NASH (Ko et al., arXiv 2310.10054).</summary>
internal sealed record DistillationOptions
{
    /// <summary>What both models' logits are divided by before they are compared. Above 0. Default: 2.</summary>
    public double Temperature { get; init; } = 2;

    /// <summary>Weight of the divergence of the predictions. At least 0. Default: 0.5.</summary>
    public double PredictionWeight { get; init; } = 0.5;

    /// <summary>Weight of the mean square error of the hidden states. At least 0. Default: 0.001.</summary>
    public double HiddenWeight { get; init; } = 0.001;

    /// <summary>Whether the teacher is held, and computes, in bf16: half its memory. Default: false.</summary>
    public bool TeacherBf16 { get; init; }
}
