using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary><c>pick</c> as it is written → which variant to take.</summary>
internal sealed class PickReader(Measurements measured, Errors errors)
{
    public Pick? Read(YamlMapping? node)
    {
        if (node is null || Limits.Text(node["best"]) is not { } best)
            return null;
        var written = node[Limits.BatchSize];
        var size = (int?)Limits.Number(written) ?? 1;
        if (best == MetricCatalogue.Latency)
            measured.RequireBatchSize(size, written ?? node);
        else if (written is not null)
            errors.Add(written.Location, written.Path, $"{best} has no batch size; remove it");
        measured.RequireTask(best, node["best"]!);
        foreach (var (metric, _) in (node["within"] as YamlMapping)?.Entries ?? [])
            measured.RequireTask(metric.Text, metric);
        return new Pick(best) { BatchSize = size, Within = Within(node["within"] as YamlMapping), Location = node.Location };
    }

    private static Dictionary<string, double> Within(YamlMapping? node) => (node?.Entries ?? [])
        .Where(entry => Limits.Number(entry.Value) is not null)
        .ToDictionary(entry => entry.Key.Text, entry => Limits.Number(entry.Value)!.Value);
}
