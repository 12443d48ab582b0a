using System.Text.Json.Nodes;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>By what a model was made and timed: this pipeline, and the libraries whose versions the benchmark noted.</summary>
internal static class SpdxTools
{
    public const string Pipeline = "SPDXRef-tool";

    /// <returns>Each tool's package, and how it relates to the zips.</returns>
    public static IReadOnlyList<(JsonObject Package, string Relation)> Of(string results, ReleaseArtifact export)
    {
        var pipeline = Spdx.Package(Pipeline, "CompressionPipeline", "APPLICATION", new("MIT"));
        pipeline["versionInfo"] = export.Record.ToolVersion;
        pipeline["comment"] = $"Ran on {export.Record.Machine.Dotnet}.";
        return [(pipeline, "BUILD_TOOL_OF"), .. Libraries(results)
            .Select(library => (Package(library.Key, library.Value), "TEST_TOOL_OF"))];
    }

    private static JsonObject Package(string name, string version)
    {
        var package = Spdx.Package($"{Pipeline}-{Spdx.Plain(name)}", name, "LIBRARY", SpdxLicense.None);
        package["versionInfo"] = version;
        return package;
    }

    private static SortedDictionary<string, string> Libraries(string results)
    {
        var libraries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variant in ReleaseArtifacts.Json(Path.Combine(results, "result.json"))["variants"] as JsonArray ?? [])
        {
            var used = ReleaseArtifacts.At(variant, "benchmark", "environment", "libraries") as JsonObject;
            foreach (var name in used?.Select(library => library.Key) ?? [])
                libraries[name] = ReleaseArtifacts.Text(used, name) ?? "";
        }
        return libraries;
    }
}
