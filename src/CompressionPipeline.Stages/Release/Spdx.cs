using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Release;

/// <summary>What went into a release, as SPDX 2.3 in JSON: the zips, the base model, the data set, the tool.</summary>
internal static class Spdx
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Document(ReleaseArtifacts artifacts, string version, IReadOnlyList<string> variants, string folder)
    {
        var exports = variants.Select(artifacts.Export).ToList();
        var zips = variants.SelectMany(variant => new[] { ReleaseFolder.OnnxZip(artifacts.Model, variant), ReleaseFolder.CheckpointZip(artifacts.Model, variant) })
            .Select(name => (Name: name, Digest: Digest.OfFile(Path.Combine(folder, name)))).ToList();
        var ingredients = SpdxIngredients.Of(artifacts, exports[0].ToolVersion);
        var packages = new JsonArray([.. zips.Select(zip => Zip(zip.Name, version, zip.Digest, ingredients.License)), .. ingredients.Packages]);
        var relationships = new JsonArray();
        foreach (var (name, _) in zips)
        {
            relationships.Add(Relationship("SPDXRef-DOCUMENT", "DESCRIBES", Id(name)));
            relationships.Add(Relationship(Id(name), "GENERATED_FROM", SpdxIngredients.BaseModel));
            relationships.Add(Relationship(Id(name), "GENERATED_FROM", SpdxIngredients.DataSet));
            relationships.Add(Relationship(SpdxIngredients.Tool, "BUILD_TOOL_OF", Id(name)));
        }
        var content = Digest.OfText(string.Concat(zips.Select(zip => $"{zip.Digest}  {zip.Name}\n")));
        return new JsonObject
        {
            ["spdxVersion"] = "SPDX-2.3",
            ["dataLicense"] = "CC0-1.0",
            ["SPDXID"] = "SPDXRef-DOCUMENT",
            ["name"] = $"{artifacts.Model}-{version}",
            ["documentNamespace"] = $"https://spdx.org/spdxdocs/{artifacts.Model}-{version}-{content}",
            ["creationInfo"] = new JsonObject
            {
                // When the newest of its parts was made, not when somebody listed them: the list is the same each time.
                ["created"] = exports.Max(export => export.Started).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["creators"] = new JsonArray($"Tool: CompressionPipeline-{exports[0].ToolVersion}"),
            },
            ["packages"] = packages,
            ["relationships"] = relationships,
        }.ToJsonString(Readable) + "\n";
    }

    /// <summary>A package of which nothing is known but what is added to it.</summary>
    internal static JsonObject Package(string id, string name, string purpose, string license = SpdxIngredients.Unknown) => new()
    {
        ["SPDXID"] = id,
        ["name"] = name,
        ["downloadLocation"] = SpdxIngredients.Unknown,
        ["filesAnalyzed"] = false,
        ["licenseConcluded"] = SpdxIngredients.Unknown,
        ["licenseDeclared"] = license,
        ["copyrightText"] = SpdxIngredients.Unknown,
        ["primaryPackagePurpose"] = purpose,
    };

    private static JsonObject Zip(string name, string version, Digest digest, string license)
    {
        var package = Package(Id(name), name, "ARCHIVE", license);
        package["versionInfo"] = version;
        package["packageFileName"] = name;
        package["checksums"] = new JsonArray(new JsonObject { ["algorithm"] = "SHA256", ["checksumValue"] = digest.Hex });
        return package;
    }

    private static JsonObject Relationship(string from, string type, string to) =>
        new() { ["spdxElementId"] = from, ["relationshipType"] = type, ["relatedSpdxElement"] = to };

    private static string Id(string name) => "SPDXRef-" + string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-'));
}
