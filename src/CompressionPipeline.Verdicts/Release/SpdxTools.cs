using System.Text.Json.Nodes;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>By what a model was made and timed: this pipeline, and the libraries whose versions the benchmark noted.</summary>
internal static class SpdxTools
{
    public const string Pipeline = "SPDXRef-tool";

    /// <returns>Each tool's package, and how it relates to the zips.</returns>
    public static IReadOnlyList<(JsonObject Package, string Relation)> Of(GateResult result, ReleaseArtifact export)
    {
        var pipeline = Spdx.Package(Pipeline, "CompressionPipeline", "APPLICATION", new("MIT"));
        pipeline["versionInfo"] = export.Record.ToolVersion;
        pipeline["comment"] = $"Ran on {export.Record.Machine.Dotnet}.";
        var libraries = result.Variants
            .SelectMany(variant => variant.Benchmark?.Environment.Libraries ?? new Dictionary<string, string>())
            .GroupBy(library => library.Key, library => library.Value).OrderBy(library => library.Key, StringComparer.Ordinal);
        return
        [
            (pipeline, "BUILD_TOOL_OF"), .. libraries.Select(library => (Package(library.Key, library.Last()), "TEST_TOOL_OF")),
        ];
    }

    private static JsonObject Package(string name, string version)
    {
        var package = Spdx.Package($"{Pipeline}-{Spdx.Plain(name)}", name, "LIBRARY", SpdxLicense.None);
        package["versionInfo"] = version;
        return package;
    }
}
