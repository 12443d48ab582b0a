using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>The results of a model and the artifacts behind them, found through <c>artifacts.json</c>.</summary>
internal sealed class ReleaseArtifacts
{
    private const string Index = "artifacts.json";

    // What trained a variant last is what was exported.
    private static readonly string[] Trainers = ["re-fine-tune", "prune", "fine-tune"];

    private readonly Dictionary<string, string> folders;

    private ReleaseArtifacts(string model, string results, Dictionary<string, string> folders) =>
        (Model, Results, this.folders) = (model, results, folders);

    public string Model { get; }

    /// <summary>The folder with <c>result.json</c>, the report and the cards.</summary>
    public string Results { get; }

    /// <param name="model">Name of the model.</param>
    /// <param name="results">The folder with its results.</param>
    public static ReleaseArtifacts Open(string model, string results) =>
        new(model, results, Json(Path.Combine(results, Index))
            .ToDictionary(artifact => artifact.Key, artifact => (string?)artifact.Value ?? ""));

    /// <summary>Variants that were exported, in ordinal order; the unpruned model is not one.</summary>
    public IEnumerable<string> Variants => folders.Keys.Select(id => id.Split('/'))
        .Where(id => id is [_, not ModelNames.Baseline, "export"]).Select(id => id[1]).Order(StringComparer.Ordinal);

    public ReleaseArtifact Data => Find($"{Model}/data");

    public ReleaseArtifact Baseline => Find($"{Model}/{ModelNames.Baseline}/fine-tune");

    public ReleaseArtifact Export(string variant) => Find($"{Model}/{variant}/export");

    public ReleaseArtifact Checkpoint(string variant) =>
        Find(Trainers.Select(stage => $"{Model}/{variant}/{stage}").FirstOrDefault(folders.ContainsKey)
            ?? $"{Model}/{variant}/re-fine-tune");

    internal static JsonObject Json(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new JsonException("it holds no object");
        }
        catch (Exception error) when (error is IOException or JsonException or ArgumentException)
        {
            throw new PipelineException($"{path} cannot be used: {error.Message} Run the pipeline for the model again.", error);
        }
    }

    private ReleaseArtifact Find(string id) => folders.TryGetValue(id, out var folder)
        ? ReleaseArtifact.Open(folder)
        : throw new PipelineException($"{Path.Combine(Results, Index)} has no {id}: run the pipeline for {Model} to its end.");
}
