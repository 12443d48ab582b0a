using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Release;

// What went into a release, as SPDX 2.3 in JSON: the zips, the base model, the data set, the tokenizer, the tools.
internal static class Spdx
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Document(ReleaseArtifacts artifacts, string version, IReadOnlyList<string> variants, string folder)
    {
        var result = GateResult.Read(Path.Combine(artifacts.Results, GateResult.FileName));
        var exports = variants.Select(artifacts.Export).ToList();
        var zips = variants.SelectMany(variant =>
        {
            string[] names = [ReleaseZips.Onnx(artifacts.Model, variant), ReleaseZips.Checkpoint(artifacts.Model, variant),
                ReleaseZips.Merged(artifacts.Model, variant)];
            return names.Where(name => File.Exists(Path.Combine(folder, name)));
        }).ToList();
        var ingredients = SpdxIngredients.Of(result, artifacts, exports[0]);
        var tools = SpdxTools.Of(result, exports[0]);
        var packages = new JsonArray([.. zips.Select(name => Zip(name, version, folder, ingredients.License)),
            .. ingredients.Packages, .. tools.Select(tool => tool.Package)]);
        var relationships = new JsonArray([.. zips.SelectMany(name => Relationships(Id(name), tools)),
            .. ingredients.HasWeightsPackage
                ? new[] { Relationship(SpdxIngredients.WeightsPackage, "CONTAINS", SpdxIngredients.BaseModel) } : []]);
        var document = new JsonObject
        {
            ["spdxVersion"] = "SPDX-2.3",
            ["dataLicense"] = "CC0-1.0",
            ["SPDXID"] = "SPDXRef-DOCUMENT",
            ["name"] = $"{artifacts.Model}-{version}",
            // Another document is another name; the same one is the same.
            ["documentNamespace"] =
                $"https://spdx.org/spdxdocs/{artifacts.Model}-{version}-{Digest.OfText(packages.ToJsonString())}",
            ["creationInfo"] = new JsonObject
            {
                // When the newest of its parts was made, not when somebody listed them: the list is the same each time.
                ["created"] = exports.Max(export => export.Record.Started).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
                    CultureInfo.InvariantCulture),
                ["creators"] = new JsonArray($"Tool: CompressionPipeline-{exports[0].Record.ToolVersion}"),
            },
            ["packages"] = packages,
            ["relationships"] = relationships,
        };
        if (SpdxLicense.Extracted(ingredients.Licenses) is { Count: > 0 } extracted)
            document["hasExtractedLicensingInfos"] = extracted;
        return document.ToJsonString(Readable) + "\n";
    }

    /// <summary>A package of which nothing is known but what is added to it.</summary>
    internal static JsonObject Package(string id, string name, string purpose, SpdxLicense license) => new()
    {
        ["SPDXID"] = id,
        ["name"] = name,
        ["downloadLocation"] = SpdxLicense.None.Id,
        ["filesAnalyzed"] = false,
        ["licenseConcluded"] = SpdxLicense.None.Id,
        ["licenseDeclared"] = license.Id,
        ["copyrightText"] = SpdxLicense.None.Id,
        ["primaryPackagePurpose"] = purpose,
    };

    internal static JsonObject WithDigest(JsonObject package, string? digest)
    {
        if (digest is { Length: > 0 })
            package["checksums"] = new JsonArray(new JsonObject { ["algorithm"] = "SHA256", ["checksumValue"] = digest });
        return package;
    }

    /// <summary>A name in the letters of an id. Names have small letters, so that no two become one.</summary>
    internal static string Plain(string name) => string.Concat(name.Select(letter =>
        char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter.ToString() : $"U{(int)letter:X}"));

    private static JsonObject Zip(string name, string version, string folder, SpdxLicense license)
    {
        var package = WithDigest(Package(Id(name), name, "ARCHIVE", license), Digest.OfFile(Path.Combine(folder, name)).Hex);
        package["versionInfo"] = version;
        package["packageFileName"] = name;
        return package;
    }

    private static IEnumerable<JsonNode> Relationships(string zip, IReadOnlyList<(JsonObject Package, string Relation)> tools) =>
    [
        Relationship("SPDXRef-DOCUMENT", "DESCRIBES", zip),
        Relationship(zip, "GENERATED_FROM", SpdxIngredients.BaseModel),
        Relationship(zip, "GENERATED_FROM", SpdxIngredients.DataSet),
        Relationship(zip, "CONTAINS", SpdxIngredients.Tokenizer),
        .. tools.Select(tool => Relationship((string)tool.Package["SPDXID"]!, tool.Relation, zip)),
    ];

    private static JsonObject Relationship(string from, string type, string to) =>
        new() { ["spdxElementId"] = from, ["relationshipType"] = type, ["relatedSpdxElement"] = to };

    private static string Id(string name) => "SPDXRef-" + Plain(name);
}
