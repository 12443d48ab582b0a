using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Release;

/// <summary>Results and artifacts as the pipeline leaves them, with a few bytes for each model.</summary>
internal sealed class MadeArtifacts : IDisposable
{
    private static readonly Latencies Timed = new([], [])
    {
        Environment = new(
            "", 1, 1, "cpu", "", new Dictionary<string, string> { ["onnxruntime"] = "1.29.0", ["dotnet"] = "10.0.1" }),
    };

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> index = [];

    public MadeArtifacts()
    {
        foreach (var variant in new[] { "baseline", "shallow", "deep" })
            Variant(variant);
        folder.Write("results/report.html", "<!doctype html>");
        Rules(new() { License = "apache-2.0", DataLicense = "cc-by-4.0" });
    }

    public string Results => folder.File("results");

    public string Output => folder.File("release");

    public string File(params string[] parts) => folder.File(parts);

    public string FolderOf(string id) => index[id];

    /// <summary>What the result says of the package that the weights are from.</summary>
    public WeightsOrigin? Origin { get; set; }

    public void Rules(GateOptions rules) =>
        new GateResult("docs", Verdict.Pass, new(Roles.Baseline), [new("shallow") { Benchmark = Timed }])
    {
        Rules = rules,
        Origin = Origin,
        DataSet = new() { Name = "dotnet-docs", Digest = "d1", SourceDigest = "d2", Train = 90, Validation = 5, Test = 5 },
    }.Write(folder.File("results", "result.json"));

    public void Variant(string name)
    {
        var checkpoint = $"docs/{name}/{(name == "baseline" ? "fine-tune" : "re-fine-tune")}";
        (string, string)[] weights =
            [("config.json", "{}"), ("generation_config.json", "{}"), ("model.safetensors", name), ("spiece.model", "pieces")];
        if (name == "baseline")
            Artifact(checkpoint, new { init = new { shape = "docs-mini", seed = 42 } }, weights);
        else
            ArtifactOf(checkpoint, "docs/baseline/fine-tune", weights);
        ArtifactOf(
            $"docs/{name}/export", checkpoint, ("config.json", "{\"prefix\":1}"),
            ("generation_config.json", "{\"max_new_tokens\":8}"),
            ("encoder_model.onnx", name), ("decoder_model.onnx", name), ("decoder_model_merged.onnx", $"merged {name}"),
            ("spiece.model", "pieces"));
        folder.Write($"results/cards/{name}/README.md", $"# {name}");
        folder.Write("results/artifacts.json", JsonSerializer.Serialize(index));
    }

    public void Artifact(string id, object options, params (string Name, string Text)[] files) =>
        Artifact(id, options, null, files);

    private static string KeyOf(string id) => $"{id.Split('/')[^1]}/{Digest.OfText(id)}";

    private void ArtifactOf(string id, string model, params (string Name, string Text)[] files) =>
        Artifact(id, new { }, model, files);

    private void Artifact(string id, object options, string? model, (string Name, string Text)[] files)
    {
        var place = $"store/{KeyOf(id)}";
        index[id] = folder.File(place.Split('/'));
        foreach (var (name, text) in files)
            folder.Write($"{place}/{name}", text);
        var inputs = model is null ? null : new Dictionary<string, string> { ["model"] = KeyOf(model) };
        TestRecord.Write(folder.File(place.Split('/')), TestRecord.Of(id.Split('/')[^1], Digest.OfText(id).Hex, inputs) with
        {
            Options = (JsonObject)JsonSerializer.SerializeToNode(options)!,
            Started = DateTimeOffset.Parse("2026-11-21T03:04:05.678+01:00", CultureInfo.InvariantCulture),
        });
    }

    public void Dispose() => folder.Dispose();
}
