using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages;

/// <summary>
/// What every stage that trains can be told. The defaults are the recipe of Campos and Zhai (arXiv 2304.02721, model cards).
/// </summary>
/// <remarks>Options that came later are not written where they have their defaults: artifacts of before keep their
/// keys.</remarks>
public abstract record TrainerOptions
{
    [Range(0.001, 1000), Description("Passes over the training split.")]
    public double Epochs { get; init; } = 3;

    [Range(0, int.MaxValue), Description("Optimizer steps at most; 0 lets `epochs` decide.")]
    public int MaxSteps { get; init; }

    [Range(1, 65536), Description("Examples per optimizer step.")]
    public int BatchSize { get; init; } = 64;

    [Range(1, 1024), Description("Parts an optimizer step's batch is split into to save memory.")]
    public int AccumulationSteps { get; init; } = 1;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [Description("Keeps of each layer its inputs alone and runs it again in the backward pass: less memory, more time.")]
    public bool ActivationCheckpointing { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [Description("What forward and backward passes compute with; weights and their updates are float32. `bf16` is refused on a "
        + "processor without instructions for it, `fp16` anywhere: T5 overflows it.")]
    public TrainingPrecision Precision { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [Description("Lets a GPU round the factors of its float32 products to TF32; nothing on a processor.")]
    public bool Tf32 { get; init; }

    [Range(1e-9, 1.0), Description("Peak learning rate of AdamW.")]
    public double LearningRate { get; init; } = 1e-4;

    [Description("How the learning rate moves after the warm-up.")]
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    [Range(0, int.MaxValue), Description("Steps over which the learning rate rises from zero.")]
    public int WarmUpSteps { get; init; }

    [Range(0.0, 1.0), Description("Decoupled weight decay; norm scales are left out.")]
    public double WeightDecay { get; init; } = 0.01;

    [Range(0.0, 1000.0), Description("Largest global gradient norm; 0 does not clip.")]
    public double MaxGradientNorm { get; init; } = 1.0;

    [Range(0.0, 0.999), Description("Share of the target's probability spread evenly over the vocabulary.")]
    public double LabelSmoothing { get; init; }

    [Description("A model to learn from beside the references: `baseline` is what the shared steps make.")]
    public Teacher Teacher { get; init; } = Teacher.None;

    [Range(0.1, 100.0), Description("With a teacher: what the logits of both are divided by before they are compared.")]
    public double Temperature { get; init; } = 2;

    [Range(0.0, 1000.0), Description("With a teacher: weight of the divergence of the predictions, beside the loss's 1.")]
    public double PredictionWeight { get; init; } = 0.5;

    [Range(0.0, 1000.0), Description("With a teacher: weight of the mean square error of the hidden states.")]
    public double HiddenWeight { get; init; } = 0.001;

    [Description("With a teacher: holds it in bf16, in half the memory; slow on a processor without instructions for that.")]
    public bool TeacherBf16 { get; init; }

    [Range(0, int.MaxValue), Description("Training examples to use; 0 uses all.")]
    public int Limit { get; init; }

    [Range(0, int.MaxValue), Description("Steps between two looks at the validation loss; 0 looks at the end only.")]
    public int ValidateEvery { get; init; } = 200;

    [Range(0, int.MaxValue), Description("Validation examples looked at; 0 looks at all.")]
    public int ValidationLimit { get; init; } = 256;

    [Range(0, int.MaxValue)]
    [Description("Steps between two checkpoints a killed run can resume from; 0 writes one only when the run is stopped.")]
    public int CheckpointEvery { get; init; } = 200;

    [Description("Where to train.")]
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    [Range(0, 1024), Description("Processor threads; 0 takes one per core.")]
    public int Threads { get; init; }

    /// <summary>What no training can be told.</summary>
    protected IEnumerable<ValidationResult> Mistakes()
    {
        if (Precision == TrainingPrecision.Fp16)
        {
            yield return new ValidationResult(
                "precision is fp16, whose largest number, 65,504, the feed-forward blocks of T5 and FLAN-T5 exceed, so that "
                + "training ends in NaN: say bf16 on a device that computes with it, or fp32", [nameof(Precision)]);
        }
    }

    /// <summary>The part of these options that the trainer knows.</summary>
    internal virtual TrainingOptions ForTrainer() => new()
    {
        Epochs = Epochs,
        MaxSteps = MaxSteps,
        BatchSize = BatchSize,
        AccumulationSteps = AccumulationSteps,
        ActivationCheckpointing = ActivationCheckpointing,
        Precision = Precision,
        Tf32 = Tf32,
        LearningRate = LearningRate,
        Schedule = Schedule,
        WarmUpSteps = WarmUpSteps,
        WeightDecay = WeightDecay,
        MaxGradientNorm = MaxGradientNorm,
        LabelSmoothing = LabelSmoothing,
        ValidateEvery = ValidateEvery,
        CheckpointEvery = CheckpointEvery,
        Threads = Threads,
    };
}

/// <summary>A model to learn from.</summary>
public enum Teacher
{
    /// <summary>None: the references alone.</summary>
    None,

    /// <summary>What the shared steps make.</summary>
    Baseline,
}
