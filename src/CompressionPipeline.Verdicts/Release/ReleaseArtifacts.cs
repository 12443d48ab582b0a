using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>The results of a model and the artifacts behind them, found through <c>artifacts.json</c>.</summary>
internal sealed class ReleaseArtifacts
{
    private const string Index = "artifacts.json";
    private const string Fix = "Run the pipeline for the model again.";

    private readonly Dictionary<string, string> folders;

    private ReleaseArtifacts(string model, string results, Dictionary<string, string> folders) =>
        (Model, Results, this.folders) = (model, results, folders);

    public string Model { get; }

    /// <summary>The folder with <c>result.json</c>, the report and the cards.</summary>
    public string Results { get; }

    public static ReleaseArtifacts Open(string model, string results)
    {
        var path = Path.Combine(results, Index);
        var folders = StrictJson.ReadObject(path, Fix).ToDictionary(artifact => artifact.Key, artifact => Folder(artifact, path));
        return new(model, results, folders);
    }

    /// <summary>Variants that were exported, in ordinal order; the unpruned model is not one.</summary>
    public IEnumerable<string> Variants => folders.Keys.Select(id => id.Split('/'))
        .Where(id => id is [_, not Roles.Baseline, "export"]).Select(id => id[1]).Order(StringComparer.Ordinal);

    /// <summary>What the first step of the recipe made: its options say where the weights come from.</summary>
    public ReleaseArtifact Start
    {
        get
        {
            var artifact = Checkpoint(Roles.Baseline);
            while (artifact.Input(Roles.Model) is { } before)
                artifact = FindKey(before);
            return artifact;
        }
    }

    public ReleaseArtifact Export(string variant) => Find($"{Model}/{variant}/export");

    /// <summary>What a variant's export was made from.</summary>
    public ReleaseArtifact Checkpoint(string variant) => FindKey(Export(variant).Input(Roles.Model) ?? "");

    private static string Folder(KeyValuePair<string, JsonNode?> artifact, string path) =>
        artifact.Value.Is<string>(out var folder) && folder.Length > 0
            ? folder
            : throw new InvalidFileException(
                path, $"the key '{artifact.Key}' names no folder", Fix, StrictJson.LineOf(path, artifact.Key), artifact.Key);

    private ReleaseArtifact Find(string id) => folders.TryGetValue(id, out var folder)
        ? ReleaseArtifact.Open(folder)
        : throw new PipelineException($"{Path.Combine(Results, Index)} has no {id}: run the pipeline for {Model} to its end.");

    private ReleaseArtifact FindKey(string key) => Find(folders.FirstOrDefault(known => KeyOf(known.Value) == key).Key
        ?? $"artifact {key}");

    private static string? KeyOf(string folder) =>
        RunRecord.Read(folder).Record is { } record ? $"{record.Stage}/{record.Key}" : null;
}
