using System.Text.Json.Nodes;

namespace CompressionPipeline.Stages.Release;

/// <summary>What a model was made from and by what.</summary>
/// <param name="Packages">Base model, data set, tool.</param>
/// <param name="License">Licence of the weights, where the recipe says it.</param>
internal sealed record SpdxIngredients(IReadOnlyList<JsonObject> Packages, string License)
{
    public const string Unknown = "NOASSERTION";
    public const string BaseModel = "SPDXRef-base-model", DataSet = "SPDXRef-data-set", Tool = "SPDXRef-tool";

    // The hub writes licences in lower case, SPDX does not.
    private static readonly string[] Licenses =
        ["Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "GPL-3.0-only", "MPL-2.0", "Unlicense"];

    public static SpdxIngredients Of(ReleaseArtifacts artifacts, string toolVersion)
    {
        var rules = ReleaseArtifacts.Json(Path.Combine(artifacts.Results, "result.json"))["rules"] as JsonObject;
        var license = Licenses.FirstOrDefault(known => known.Equals((string?)rules?["license"], StringComparison.OrdinalIgnoreCase)) ?? Unknown;
        var tool = Spdx.Package(Tool, "CompressionPipeline", "APPLICATION", "MIT");
        tool["versionInfo"] = toolVersion;
        return new([Model(artifacts.Base.Options["base"] as JsonObject, (string?)rules?["base-model"], license), Data(artifacts.Data), tool], license);
    }

    private static JsonObject Model(JsonObject? start, string? hubName, string license)
    {
        // Of a path only the last name: where somebody keeps a model is not for everyone.
        var folder = Path.GetFileName(((string?)start?["path"] ?? "").Replace('\\', '/').TrimEnd('/'));
        var package = (string?)start?["init"] is { } shape
            ? Spdx.Package(BaseModel, $"T5 of shape {shape}, random weights of seed {start["seed"]}", "SOURCE")
            : Spdx.Package(BaseModel, hubName ?? (folder.Length > 0 ? folder : "unknown"), "SOURCE", license);
        if ((string?)start?["digest"] is { } digest)
            package["comment"] = $"SHA-256 over the paths and digests of its files: {digest}";
        return package;
    }

    private static JsonObject Data(ReleaseArtifact data)
    {
        var info = ReleaseArtifacts.Json(data.File("dataset.json"));
        var package = Spdx.Package(DataSet, (string?)info["name"] ?? "unknown", "SOURCE");
        package["comment"] = $"SHA-256 over its three splits: {info["digest"]}; over its sources: {info["source-digest"]}; {info["train"]} pairs for training, {info["validation"]} for validation, {info["test"]} for testing";
        return package;
    }
}
