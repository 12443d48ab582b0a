using System.Text.Json.Nodes;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>What a model was made from: base model, the package that has it, data set, tokenizer.</summary>
/// <param name="Packages">One for each.</param>
/// <param name="License">Of the released weights, where the recipe says it.</param>
/// <param name="Licenses">All that are named.</param>
internal sealed record SpdxIngredients(IReadOnlyList<JsonObject> Packages, SpdxLicense License,
    IReadOnlyList<SpdxLicense> Licenses)
{
    public const string BaseModel = "SPDXRef-base-model", DataSet = "SPDXRef-data-set", Tokenizer = "SPDXRef-tokenizer";
    public const string WeightsPackage = "SPDXRef-weights-package";

    private static readonly string[] TokenizerFiles = ["spiece.model", "vocab.txt", "vocab.json"];

    /// <summary>Whether the first weights are from a package.</summary>
    public bool HasWeightsPackage => Packages.Any(package => (string?)package["SPDXID"] == WeightsPackage);

    public static SpdxIngredients Of(ReleaseArtifacts artifacts, ReleaseArtifact export)
    {
        var result = ReleaseArtifacts.Json(Path.Combine(artifacts.Results, "result.json"));
        var (rules, origin) = (result["rules"] as JsonObject, result["origin"] as JsonObject);
        var (weights, data) = (License(rules, "license"), License(rules, "data-license"));
        var (own, package) = (ReleaseArtifacts.Text(rules, "base-model"), License(origin, "package-license"));
        var hubName = own ?? ReleaseArtifacts.Text(origin, "model");
        // The package's word is about its own model.
        var start = ReleaseArtifacts.Text(rules, "base-license") is null && own is null
            ? License(origin, "model-license") : License(rules, "base-license");
        return new(
            [
                origin is null ? Model(artifacts.Start.Record.Options["init"] as JsonObject, hubName, start)
                    : Downloaded(origin, hubName, start),
                .. origin?["package"] is null ? Array.Empty<JsonObject>() : [Package(origin, package)],
                Data(artifacts.Data, data),
                TokenizerOf(export),
            ],
            weights, [weights, start, data, package]);

        static SpdxLicense License(JsonObject? json, string key) => SpdxLicense.Of(ReleaseArtifacts.Text(json, key));
    }

    private static JsonObject TokenizerOf(ReleaseArtifact export)
    {
        var name = TokenizerFiles.FirstOrDefault(export.Files.Contains, TokenizerFiles[0]);
        return Spdx.WithDigest(Spdx.Package(Tokenizer, name, "FILE", SpdxLicense.None), export.DigestOf(name));
    }

    private static JsonObject Downloaded(JsonObject origin, string? hubName, SpdxLicense license)
    {
        var model = Spdx.Package(BaseModel, hubName ?? "unknown", "SOURCE", license);
        if (ReleaseArtifacts.Text(origin, "commit") is { } commit)
        {
            model["versionInfo"] = commit;
            return model;
        }
        Spdx.WithDigest(model, ReleaseArtifacts.Text(origin, "sha256"))["comment"] =
            $"The SHA-256 is that of the package's resource {origin["resource"]}.";
        return model;
    }

    private static JsonObject Package(JsonObject origin, SpdxLicense license)
    {
        var package = Spdx.Package(WeightsPackage, Known(origin, "package"), "LIBRARY", license);
        package["versionInfo"] = Known(origin, "version");
        package["externalRefs"] = new JsonArray(new JsonObject
        {
            ["referenceCategory"] = "PACKAGE-MANAGER",
            ["referenceType"] = "purl",
            ["referenceLocator"] =
                $"pkg:nuget/{Uri.EscapeDataString(Known(origin, "package"))}@{Uri.EscapeDataString(Known(origin, "version"))}",
        });
        return package;
    }

    private static string Known(JsonObject json, string key) => ReleaseArtifacts.Text(json, key) ?? "unknown";

    private static JsonObject Model(JsonObject? start, string? hubName, SpdxLicense license)
    {
        // Of a path only the last name: where somebody keeps a model is not for everyone.
        var folder = Path.GetFileName((ReleaseArtifacts.Text(start, "checkpoint") ?? "").Replace('\\', '/').TrimEnd('/'));
        var package = Spdx.Package(
            BaseModel,
            ReleaseArtifacts.Text(start, "shape") is { } shape ? $"Random weights of shape {shape}, seed {start!["seed"]}"
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
