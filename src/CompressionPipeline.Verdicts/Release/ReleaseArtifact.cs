using System.Globalization;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>An artifact whose files are what its record says.</summary>
internal sealed class ReleaseArtifact
{
    private const string RecordFile = "run.json";

    private readonly string folder;
    private readonly JsonObject record;

    private ReleaseArtifact(string folder, JsonObject record) => (this.folder, this.record) = (folder, record);

    /// <summary>Relative paths of its files, the record apart.</summary>
    public IReadOnlyList<string> Files => [.. Listed.Select(file => file.Key)];

    public DateTimeOffset Started => DateTimeOffset.TryParse(Text("started"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var started) ? started : DateTimeOffset.UnixEpoch;

    public string ToolVersion => Text("tool-version");

    /// <summary>What the record says of the runtime and of where libraries came from; empty where it says nothing.</summary>
    public string Machine => record["machine"] is JsonObject machine ? $"Ran on {machine["dotnet"]}." : "";

    public JsonObject Options => record["options"] as JsonObject ?? [];

    /// <summary>The key of the artifact in a role, as <c>stage/hex</c>; null where it had none.</summary>
    public string? Input(string role) => (string?)(record["inputs"] as JsonObject)?[role];

    private JsonObject Listed => record["files"] as JsonObject ?? throw new PipelineException($"{File(RecordFile)} lists no files. Run the pipeline again.");

    /// <exception cref="PipelineException">There is no record, a name is not plain, or a file is not what the record says.</exception>
    public static ReleaseArtifact Open(string folder)
    {
        var artifact = new ReleaseArtifact(folder, ReleaseArtifacts.Json(Path.Combine(folder, RecordFile)));
        foreach (var (name, file) in artifact.Listed)
        {
            if (!PlainPath.Is(name))
                throw new PipelineException($"{folder}: the name '{PlainPath.Printable(name)}' is not a plain relative path. Run the pipeline again.");
            var path = artifact.File(name);
            if (!System.IO.File.Exists(path) || Digest.OfFile(path).Hex != (file as JsonObject)?["sha256"]?.ToString())
                throw new PipelineException($"{path} is not what {RecordFile} beside it says. Run the pipeline again: it makes damaged artifacts anew.");
        }
        return artifact;
    }

    public string File(string name) => Path.Combine(folder, name);

    /// <summary>SHA-256 of a file; null where there is none of that name.</summary>
    public string? DigestOf(string name) => (string?)Listed[name]?["sha256"];

    private string Text(string member) => record[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
