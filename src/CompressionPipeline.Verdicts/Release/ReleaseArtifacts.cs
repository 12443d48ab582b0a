using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>The results of a model and the artifacts behind them, found through <c>artifacts.json</c>.</summary>
internal sealed class ReleaseArtifacts
{
    private const string Index = "artifacts.json";

    private readonly Dictionary<string, string> folders;

    private ReleaseArtifacts(string model, string results, Dictionary<string, string> folders) =>
        (Model, Results, this.folders) = (model, results, folders);

    public string Model { get; }

    /// <summary>The folder with <c>result.json</c>, the report and the cards.</summary>
    public string Results { get; }

    /// <param name="model">Name of the model.</param>
    /// <param name="results">The folder with its results.</param>
    public static ReleaseArtifacts Open(string model, string results) => new(
        model, results,
        Json(Path.Combine(results, Index)).ToDictionary(artifact => artifact.Key, artifact => (string?)artifact.Value ?? ""));

    /// <summary>Variants that were exported, in ordinal order; the unpruned model is not one.</summary>
    public IEnumerable<string> Variants => folders.Keys.Select(id => id.Split('/'))
        .Where(id => id is [_, not Roles.Baseline, "export"]).Select(id => id[1]).Order(StringComparer.Ordinal);

    public ReleaseArtifact Data => Find($"{Model}/data");

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

    internal static JsonObject Json(string path) =>
        StrictJson.ReadObject(path, "Run the pipeline for the model again.");

    private ReleaseArtifact Find(string id) => folders.TryGetValue(id, out var folder)
        ? ReleaseArtifact.Open(folder)
        : throw new PipelineException($"{Path.Combine(Results, Index)} has no {id}: run the pipeline for {Model} to its end.");

    private ReleaseArtifact FindKey(string key) => Find(folders.FirstOrDefault(known => KeyOf(known.Value) == key).Key
        ?? $"artifact {key}");

    private static string? KeyOf(string folder) =>
        RunRecord.Read(folder).Record is { } record ? $"{record.Stage}/{record.Key}" : null;
}
