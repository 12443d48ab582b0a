using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CompressionPipeline.Core;

/// <summary>
/// What made an artifact and what it consists of: the artifact's <c>run.json</c>, in kebab case, sealed as
/// <see cref="SealedJson"/> does it.
/// </summary>
public sealed record RunRecord
{
    // A metric may be NaN (nothing generated); the record keeps it and the gate calls it invalid.
    private static readonly JsonSerializerOptions Settings = new(OptionsJson.Settings)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Version of this file format that this program writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Name of the file in each artifact.</summary>
    public const string FileName = "run.json";

    /// <summary>Version of the file format. Default: <see cref="CurrentSchema"/>.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>The recipe's name of the step that made it first; it is no part of the key. Null in older records.</summary>
    public string? Step { get; init; }

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

    /// <summary>Every other file of the artifact by its relative path, with <c>/</c> between folders. Filled in when it is
    /// published.</summary>
    public IReadOnlyDictionary<string, FileRecord> Files { get; init; } = new Dictionary<string, FileRecord>();

    /// <summary>The record of the artifact in a folder.</summary>
    /// <exception cref="PipelineException">There is none, or it is damaged.</exception>
    public static RunRecord Open(string folder) => Read(folder) is var (record, error) && record is not null
        ? record
        : throw new PipelineException($"{folder} is no usable artifact: {error}. Run the pipeline again: it makes damaged "
            + "artifacts anew.");

    /// <summary>The record in a folder, or what is wrong with it.</summary>
    public static (RunRecord? Record, string? Error) Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return (null, $"{FileName} is missing");
        try
        {
            var json = StrictJson.ReadObject(path, "Delete its folder and run again.");
            if (!json["schema"].Is<int>(out var schema) || schema != CurrentSchema)
                return (null, $"{FileName} has another format than this program's {CurrentSchema}");
            return SealedJson.Open(json)
                ? (StrictJson.To<RunRecord>(json, path, Settings, "Delete its folder and run again."), null)
                : (null, $"{FileName} is not as it was written");
        }
        catch (InvalidFileException error)
        {
            return (null, $"{FileName} is not a run record{(error.Line is { } line ? $" (line {line})" : "")}: {error.Problem}");
        }
    }

    /// <summary>The file's text.</summary>
    public string ToText() => SealedJson.Text(this, Settings);
}

/// <summary>A file of an artifact.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">64 lower-case hexadecimal characters.</param>
public sealed record FileRecord(long Size, string Sha256);
