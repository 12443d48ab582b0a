using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>Options of <c>fine-tune</c>.</summary>
public sealed record FineTuneOptions : TrainerOptions, IValidatableObject
{
    [FromPlan]
    public ModelInit? Init { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [Description("Which weights are kept: those after the `last` step, or the `best` by the validation loss at the looks of "
        + "`validate-every`.")]
    public WeightsToKeep Keep { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [Range(0, int.MaxValue)]
    [Description("Looks at the validation loss in a row without a better one, after which training stops; 0 goes to the end.")]
    public int Patience { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var mistake in Mistakes())
            yield return mistake;
        if (ValidateEvery == 0 && (Keep, Patience) != default)
        {
            yield return new ValidationResult(
                "is 0, and keep: best and patience compare looks at the validation loss", [nameof(ValidateEvery)]);
        }
    }

    internal override TrainingOptions ForTrainer() => base.ForTrainer() with { Keep = Keep, Patience = Patience };
}
