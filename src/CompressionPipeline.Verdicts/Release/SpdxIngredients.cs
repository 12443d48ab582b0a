using System.Text.Json.Nodes;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>What a model was made from: base model, data set, tokenizer.</summary>
/// <param name="Packages">One for each.</param>
/// <param name="License">Of the released weights, where the recipe says it.</param>
/// <param name="Licenses">All that are named.</param>
internal sealed record SpdxIngredients(IReadOnlyList<JsonObject> Packages, SpdxLicense License,
    IReadOnlyList<SpdxLicense> Licenses)
{
    public const string BaseModel = "SPDXRef-base-model", DataSet = "SPDXRef-data-set", Tokenizer = "SPDXRef-tokenizer";

    public static SpdxIngredients Of(ReleaseArtifacts artifacts, ReleaseArtifact export)
    {
        var rules = ReleaseArtifacts.Json(Path.Combine(artifacts.Results, "result.json"))["rules"] as JsonObject;
        var (weights, start, data) = (License("license"), License("base-license"), License("data-license"));
        var tokenizer = Spdx.WithDigest(Spdx.Package(Tokenizer, "spiece.model", "FILE", SpdxLicense.None),
            export.DigestOf("spiece.model"));
        var model = Model(artifacts.Start.Record.Options["init"] as JsonObject, ReleaseArtifacts.Text(rules, "base-model"), start);
        return new([model, Data(artifacts.Data, data), tokenizer], weights, [weights, start, data]);

        SpdxLicense License(string key) => SpdxLicense.Of(ReleaseArtifacts.Text(rules, key));
    }

    private static JsonObject Model(JsonObject? start, string? hubName, SpdxLicense license)
    {
        // Of a path only the last name: where somebody keeps a model is not for everyone.
        var folder = Path.GetFileName((ReleaseArtifacts.Text(start, "checkpoint") ?? "").Replace('\\', '/').TrimEnd('/'));
        var package = Spdx.Package(
            BaseModel,
            ReleaseArtifacts.Text(start, "shape") is { } shape ? $"T5 of shape {shape}, random weights of seed {start!["seed"]}"
                : hubName ?? (folder.Length > 0 ? folder : "unknown"), "SOURCE", license);
        if (ReleaseArtifacts.Text(start, "checkpoint-digest") is { } digest)
            Spdx.WithDigest(package, digest)["comment"] = "The SHA-256 is over the paths and digests of its files.";
        return package;
    }

    private static JsonObject Data(ReleaseArtifact data, SpdxLicense license)
    {
        var info = ReleaseArtifacts.Json(data.File("dataset.json"));
        var name = ReleaseArtifacts.Text(info, "name") ?? "unknown";
        var package = Spdx.WithDigest(Spdx.Package(DataSet, name, "SOURCE", license), ReleaseArtifacts.Text(info, "digest"));
        package["comment"] = $"The SHA-256 is over its three splits; over its sources it is {info["source-digest"]}. "
            + $"{info["train"]} pairs for training, {info["validation"]} for validation, {info["test"]} for testing.";
        return package;
    }
}
