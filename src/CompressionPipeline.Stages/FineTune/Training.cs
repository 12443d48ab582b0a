using System.Text.Json.Serialization;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages.FineTune;

/// <summary><c>training.json</c>: how a model was trained and how its loss went.</summary>
/// <param name="StartedFrom">What the weights were before, for people.</param>
/// <param name="Examples">Training pairs.</param>
/// <param name="Steps">Optimizer steps.</param>
/// <param name="TrainingLoss">Mean loss in nats per target token over the last steps.</param>
/// <param name="Losses">The training loss over the steps, each point a mean over the steps before it.</param>
/// <param name="Validations">The validation loss over the steps; empty where there was nothing to validate on.</param>
public sealed record Training(
    string StartedFrom, int Examples, long Steps, double TrainingLoss, IReadOnlyList<LossAt> Losses,
    IReadOnlyList<LossAt> Validations)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = ProvenanceFiles.Training;

    /// <summary>Raised whenever a member changes its name or meaning.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Optimizer steps that were planned; more than were made where training stopped early.</summary>
    public long? PlannedSteps { get; init; }

    /// <summary>The step after which the weights were what they are.</summary>
    public long? KeptStep { get; init; }

    /// <summary>Parameters of the model, shared ones counted once.</summary>
    public long Parameters { get; init; }

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>The step a killed run was resumed from; 0 where it ran through.</summary>
    public long ResumedFrom { get; init; }

    /// <summary>Wall time in seconds; of a resumed run, its last part.</summary>
    public double Seconds { get; init; }

    /// <summary>Source and target tokens trained on in a second, padding not counted.</summary>
    public double TokensPerSecond { get; init; }
}
