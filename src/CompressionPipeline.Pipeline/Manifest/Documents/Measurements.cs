using System.Text.Json.Nodes;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>What the options of the stages say will be measured: a budget on anything else could never be kept.</summary>
internal sealed class Measurements(IReadOnlyDictionary<string, JsonObject> options, Errors errors)
{
    private readonly List<string>? batchSizes = Listed(options, "benchmark", "batch-sizes");
    private readonly List<string>? runtimes = Listed(options, "benchmark", "runtimes");

    /// <summary>The runtime of a budget that names none; null where the benchmark lets nobody choose.</summary>
    public string? FirstRuntime => runtimes?.FirstOrDefault();

    public void RequireBatchSize(int size, YamlNode place) => Require(batchSizes, $"{size}", "batch size", "batch-sizes", place);

    public void RequireRuntime(string runtime, YamlNode place) => Require(runtimes, runtime, "runtime", "runtimes", place);

    private void Require(List<string>? measured, string wanted, string what, string key, YamlNode place)
    {
        if (measured is not null && !measured.Contains(wanted))
            errors.Add(place.Location, place.Path, $"{what} {wanted} is not measured: benchmark.{key} is {string.Join(", ", measured)}; add it there");
    }

    private static List<string>? Listed(IReadOnlyDictionary<string, JsonObject> options, string stage, string key) =>
        options.TryGetValue(stage, out var section) && section[key] is JsonArray items ? [.. items.Select(item => item!.ToString())] : null;
}
