using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

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

    public bool HasWeightsPackage => Packages.Any(package => (string?)package["SPDXID"] == WeightsPackage);

    public static SpdxIngredients Of(GateResult result, ReleaseArtifacts artifacts, ReleaseArtifact export)
    {
        var (weights, data) = (SpdxLicense.Of(result.Rules.License), SpdxLicense.Of(result.Rules.DataLicense));
        var (start, package) = (SpdxLicense.Of(result.BaseLicense), SpdxLicense.Of(result.Origin?.PackageLicense));
        return new(
            [
                result.Origin is null
                    ? Model(artifacts, result.BaseModel, start)
                    : Downloaded(result.Origin, result.BaseModel, start),
                .. result.Origin?.Package is { } name ? [Package(name, result.Origin.Version ?? "unknown", package)]
                    : Array.Empty<JsonObject>(),
                Data(result.DataSet ?? new DataSetInfo { Name = "unknown" }, data),
                TokenizerOf(export),
            ],
            weights, [weights, start, data, package]);
    }

    private static JsonObject TokenizerOf(ReleaseArtifact export)
    {
        var name = TokenizerFiles.FirstOrDefault(export.Files.Contains, TokenizerFiles[0]);
        return Spdx.WithDigest(Spdx.Package(Tokenizer, name, "FILE", SpdxLicense.None), export.DigestOf(name));
    }

    private static JsonObject Downloaded(WeightsOrigin origin, string? hubName, SpdxLicense license)
    {
        var model = Spdx.Package(BaseModel, hubName ?? "unknown", "SOURCE", license);
        if (origin.Commit is { } commit)
            model["versionInfo"] = commit;
        else
            Spdx.WithDigest(model, origin.Sha256)["comment"] =
                $"The SHA-256 is that of the package's resource {origin.Resource}.";
        return model;
    }

    private static JsonObject Package(string name, string version, SpdxLicense license)
    {
        var package = Spdx.Package(WeightsPackage, name, "LIBRARY", license);
        package["versionInfo"] = version;
        package["externalRefs"] = new JsonArray(new JsonObject
        {
            ["referenceCategory"] = "PACKAGE-MANAGER",
            ["referenceType"] = "purl",
            ["referenceLocator"] = $"pkg:nuget/{Uri.EscapeDataString(name)}@{Uri.EscapeDataString(version)}",
        });
        return package;
    }

    private static JsonObject Model(ReleaseArtifacts artifacts, string? hubName, SpdxLicense license)
    {
        var init = artifacts.Start.Record.Options["init"].Deserialize<ModelInit>(OptionsJson.Settings);
        // Only the last name of a path: the folders of a user's machine are private.
        var folder = Path.GetFileName((init?.Checkpoint ?? "").Replace('\\', '/').TrimEnd('/'));
        var package = Spdx.Package(
            BaseModel,
            init?.Shape is { } shape ? $"Random weights of shape {shape}, seed {init.Seed}"
                : hubName ?? (folder.Length > 0 ? folder : "unknown"), "SOURCE", license);
        if (init?.CheckpointDigest is { } digest)
            Spdx.WithDigest(package, digest)["comment"] = "The SHA-256 is over the paths and digests of its files.";
        return package;
    }

    private static JsonObject Data(DataSetInfo data, SpdxLicense license)
    {
        var package = Spdx.WithDigest(Spdx.Package(DataSet, data.Name, "SOURCE", license), data.Digest);
        package["comment"] = $"The SHA-256 is over its three splits; over its sources it is {data.SourceDigest}. "
            + $"{data.Train} pairs for training, {data.Validation} for validation, {data.Test} for testing.";
        return package;
    }
}
