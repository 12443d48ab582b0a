using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>What made an artifact and what it consists of: the artifact's <c>run.json</c>, in kebab case.</summary>
public sealed record RunRecord
{
    /// <summary>Version of this file format that this program writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Name of the file in each artifact.</summary>
    public const string FileName = "run.json";

    /// <summary>Version of the file format. Default: <see cref="CurrentSchema"/>.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>The artifact key's 64 hexadecimal characters.</summary>
    public required string Key { get; init; }

    /// <summary>The stage's version, part of the key.</summary>
    public required int StageVersion { get; init; }

    /// <summary>The resolved options, paths included.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>Seed of the stage's random choices.</summary>
    public required long Seed { get; init; }

    /// <summary>The key of the artifact in each role, as <c>stage/hex</c>.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>What the stage measured, without raw samples: those are in the artifact's own files.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>When the stage began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long the stage took, in seconds; of a resumed stage, its last part.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The machine it ran on.</summary>
    public required MachineRecord Machine { get; init; }

    /// <summary>Version of this program.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Every other file of the artifact by its relative path, with <c>/</c> between folders. Filled in when it is published.</summary>
    public IReadOnlyDictionary<string, FileRecord> Files { get; init; } = new Dictionary<string, FileRecord>();
}

/// <summary>A file of an artifact.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">64 lower-case hexadecimal characters.</param>
public sealed record FileRecord(long Size, string Sha256);
