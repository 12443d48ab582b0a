namespace CompressionPipeline.Verdicts.Results;

/// <summary>Where a training stopped, and which weights were kept.</summary>
/// <param name="Steps">Optimizer steps that were made.</param>
/// <param name="PlannedSteps">Optimizer steps that were planned.</param>
/// <param name="KeptStep">The step after which the weights were what they are.</param>
public sealed record TrainingEnd(long Steps, long PlannedSteps, long KeptStep);
