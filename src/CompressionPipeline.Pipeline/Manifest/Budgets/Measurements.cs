using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary>
/// What the options of the comparing stages say will be measured: a budget on anything else could never be kept.
/// </summary>
/// <param name="comparisons">The options of each such stage, by its name.</param>
/// <param name="task">What the data is for; null where nothing says it.</param>
/// <param name="errors">Gets what is wrong.</param>
internal sealed class Measurements(
    IReadOnlyList<KeyValuePair<string, JsonObject>> comparisons, ModelTask? task, Errors errors)
{
    private const string BatchSizes = "batch-sizes";
    private const string Runtimes = "runtimes";

    /// <summary>The runtime of a budget that names none; null where no stage lets anyone choose.</summary>
    public string? FirstRuntime => Measured(Runtimes).Values?.FirstOrDefault();

    /// <summary>Refuses a metric of quality that models of another task have.</summary>
    public void RequireTask(string metric, YamlNode place)
    {
        if (task is { } known && MetricCatalogue.Find(metric) is { IsQuality: true } quality && quality.Task != known)
        {
            errors.Add(place.Location, place.Path, $"{metric} is of {OptionsJson.NameOf(quality.Task)}, and the task of the data "
                + $"is {OptionsJson.NameOf(known)}");
        }
    }

    public void RequireBatchSize(int size, YamlNode place) => Require($"{size}", "batch size", BatchSizes, place);

    public void RequireRuntime(string runtime, YamlNode place) => Require(runtime, "runtime", Runtimes, place);

    private void Require(string wanted, string what, string key, YamlNode place)
    {
        if (Measured(key) is not (var stage, { } measured) || measured.Contains(wanted))
            return;
        errors.Add(place.Location, place.Path,
            $"{what} {wanted} is not measured: {stage}.{key} is {string.Join(", ", measured)}; add it there");
    }

    private (string Stage, List<string>? Values) Measured(string key) => comparisons
        .Where(comparison => comparison.Value[key] is JsonArray)
        .Select(comparison => (comparison.Key, comparison.Value[key]!.AsArray().Select(item => item!.ToString()).ToList()))
        .FirstOrDefault()!;
}
