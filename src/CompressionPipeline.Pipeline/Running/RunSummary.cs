using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Running;

/// <summary>What a run did; also written to the store's <c>.runs</c>, even where it failed.</summary>
public sealed record RunSummary
{
    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The machine.</summary>
    public required MachineRecord Machine { get; init; }

    /// <summary>Version of this program.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Each stage that was looked at, in order.</summary>
    public required IReadOnlyList<StageOutcome> Stages { get; init; }

    /// <summary>The artifact of each planned stage by id.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, Artifact> Artifacts { get; init; } = new Dictionary<string, Artifact>();

    /// <summary>The artifact of each model's verdict; a model is absent where the plan has no verdict on it.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, Artifact> Verdicts { get; init; } = new Dictionary<string, Artifact>();

    /// <summary>How many stages ran.</summary>
    [JsonIgnore]
    public int Ran => Stages.Count(stage => stage.Kind == OutcomeKind.Ran);
}
