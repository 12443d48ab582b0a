namespace CompressionPipeline.Models.Training;

/// <summary>An optimizer step as an objective sees it.</summary>
/// <param name="Model">The model in training.</param>
/// <param name="Options">The recipe.</param>
/// <param name="Number">Counted from 1.</param>
/// <param name="Total">Steps of the whole run.</param>
/// <param name="Labels">Ids to predict in the step's whole batch.</param>
internal sealed record StepContext(ITrainable Model, TrainingOptions Options, long Number, long Total, int Labels)
{
    /// <summary>
    /// Seed of what is drawn in this step. The process's one generator is shared: another training would draw from it too.
    /// </summary>
    public long Seed { get; init; }
}
