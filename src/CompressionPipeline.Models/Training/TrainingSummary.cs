namespace CompressionPipeline.Models.Training;

/// <summary>The outcome of a training run.</summary>
internal sealed record TrainingSummary
{
    /// <summary>Optimizer steps of the whole run, those before a resumption included.</summary>
    public required long Steps { get; init; }

    /// <summary>Optimizer steps that were planned; more than <see cref="Steps"/> where training stopped early.</summary>
    public required long PlannedSteps { get; init; }

    /// <summary>The step after which the weights were what they are now.</summary>
    public required long KeptStep { get; init; }

    /// <summary>Mean training loss in nats per target token over the last steps, at most 50.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>
    /// The training loss over the run in order of step, about a hundred points, each a mean as <see cref="TrainingLoss"/>.
    /// </summary>
    public required IReadOnlyList<LossAt> Losses { get; init; }

    /// <summary>
    /// How sparse the model was expected to be, at the steps of <see cref="Losses"/>; empty where nothing is pruned.
    /// </summary>
    public IReadOnlyList<SparsityAt> Sparsities { get; init; } = [];

    /// <summary>
    /// Validation losses in order of step, the last one after the last step, without smoothing or dropout; empty without pairs.
    /// </summary>
    public required IReadOnlyList<LossAt> Validations { get; init; }

    /// <summary>Step this process resumed from; 0 where it began.</summary>
    public required long ResumedFrom { get; init; }

    /// <summary>Source and target tokens trained on by this process, without padding.</summary>
    public required long Tokens { get; init; }

    /// <summary>Seconds this process trained, validation and checkpoints included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Tokens per second of this process.</summary>
    public double TokensPerSecond => Seconds > 0 ? Tokens / Seconds : 0;
}

/// <summary>A point of a loss curve.</summary>
/// <param name="Step">Optimizer steps made before it.</param>
/// <param name="Loss">Mean cross-entropy in nats per target token.</param>
public sealed record LossAt(long Step, double Loss);
