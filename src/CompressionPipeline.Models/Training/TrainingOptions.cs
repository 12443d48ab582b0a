namespace CompressionPipeline.Models.Training;

/// <summary>How a model is trained. The defaults are the recipe of Campos and Zhai (arXiv 2304.02721, model cards).</summary>
internal sealed record TrainingOptions
{
    /// <summary>Epochs; a fraction is rounded up to whole steps. More than 0. Default: 3.</summary>
    public double Epochs { get; init; } = 3;

    /// <summary>Optimizer steps at most; 0 lets <see cref="Epochs"/> decide. Default: 0.</summary>
    public int MaxSteps { get; init; }

    /// <summary>Pairs per optimizer step. At least 1. Default: 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// Parts a step's batch is split into to save memory; the gradient stays that of the whole batch. At least 1. Default: 1.
    /// </summary>
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>
    /// Whether each layer runs again in the backward pass, so that of it the inputs alone are kept. Default: no.
    /// </summary>
    public bool ActivationCheckpointing { get; init; }

    /// <summary>What forward and backward passes compute with. Default: float32.</summary>
    public TrainingPrecision Precision { get; init; }

    /// <summary>Whether a GPU may round the factors of its products to TF32. Default: no.</summary>
    public bool Tf32 { get; init; }

    /// <summary>Peak learning rate of AdamW. Default: 1e-4.</summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>How the learning rate moves after the warm-up. Default: constant.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>Steps over which the learning rate rises from zero. Default: 0.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>Decoupled weight decay; norm scales are left out. Default: 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest global gradient norm; 0 does not clip. Default: 1.</summary>
    public double MaxGradientNorm { get; init; } = 1.0;

    /// <summary>
    /// Share of the target's probability spread evenly over the vocabulary, 0 up to but not including 1. Default: 0.
    /// </summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Steps between two validations; 0 validates at the end only. Default: 200.</summary>
    public int ValidateEvery { get; init; } = 200;

    /// <summary>Which weights the model is left with. Default: the last.</summary>
    public WeightsToKeep Keep { get; init; }

    /// <summary>
    /// Looks at the validation loss in a row without a better one, after which training stops; 0 goes to the end. Default: 0.
    /// </summary>
    public int Patience { get; init; }

    /// <summary>
    /// Steps between two checkpoints a killed run can resume from; 0 writes one only when the user stops the run. Default: 200.
    /// </summary>
    public int CheckpointEvery { get; init; } = 200;

    /// <summary>
    /// Steps after which to write a checkpoint and stop, as a part of a run that goes on later; 0 goes to the end. Default: 0.
    /// </summary>
    public long StopAfter { get; init; }

    /// <summary>Processor threads; 0 takes one per core. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">Counted from 1.</param>
    /// <param name="total">Steps of the whole run.</param>
    public double LearningRateAt(long step, long total)
    {
        if (step <= WarmUpSteps)
            return LearningRate * step / WarmUpSteps;
        // The last step is the first at which nothing would be left, so decay is measured to one step behind it.
        var progress = (double)(step - 1 - WarmUpSteps) / Math.Max(1, total - WarmUpSteps);
        return Schedule switch
        {
            LearningRateSchedule.Linear => LearningRate * (1 - progress),
            LearningRateSchedule.Cosine => LearningRate * (1 + Math.Cos(Math.PI * progress)) / 2,
            _ => LearningRate,
        };
    }

    /// <summary>Optimizer steps of a whole run over <paramref name="pairs"/> training pairs.</summary>
    public long TotalSteps(int pairs)
    {
        var steps = (long)Math.Ceiling(Epochs * BatchPlan.StepsPerEpoch(pairs, BatchSize));
        return MaxSteps > 0 ? Math.Min(MaxSteps, steps) : steps;
    }
}
