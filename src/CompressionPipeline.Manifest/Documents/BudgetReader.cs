using System.Globalization;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Manifest.Binding;
using CompressionPipeline.Manifest.Yaml;

namespace CompressionPipeline.Manifest.Documents;

/// <summary>Budgets as they are written → limits that know their line.</summary>
internal sealed class BudgetReader(Faults faults)
{
    private static readonly Dictionary<string, BudgetRule> Rules = new()
    {
        ["min"] = BudgetRule.Min,
        ["max"] = BudgetRule.Max,
        ["max-drop"] = BudgetRule.MaxDrop,
        ["min-speedup"] = BudgetRule.MinSpeedup,
        ["max-ms"] = BudgetRule.Max,
    };

    public IReadOnlyList<Budget> Read(YamlMapping? node, IReadOnlyDictionary<string, JsonObject> options)
    {
        var budgets = new List<Budget>();
        foreach (var (metric, value) in node?.Entries ?? [])
        {
            var items = value is YamlSequence list ? list.Items : [value];
            foreach (var item in items.OfType<YamlMapping>())
                Read(metric.Text, item, budgets, options);
        }
        return budgets;
    }

    private void Read(string metric, YamlMapping item, List<Budget> budgets, IReadOnlyDictionary<string, JsonObject> options)
    {
        int? batch = metric == "latency" ? (int?)Number(item["batch-size"]) ?? 1 : null;
        var limits = item.Entries.Where(entry => entry.Key.Text != "batch-size").ToList();
        if (limits.Count == 0)
            faults.Add(item.Location, item.Path, "this sets no limit");
        foreach (var (key, value) in limits)
        {
            if (!Rules.TryGetValue(key.Text, out var rule) || Number(value) is not { } limit)
                continue;
            var twin = budgets.Find(budget => budget.Metric == metric && budget.Rule == rule && budget.BatchSize == batch);
            if (twin is not null)
                faults.Add(key.Location, key.Path, $"contradicts line {twin.Location!.Line}: one limit of a kind{(batch is null ? "" : $" at batch size {batch}")}");
            budgets.Add(new Budget(metric, rule, limit) { BatchSize = batch, Location = key.Location });
        }
        if (batch is not null && Measured(options) is { } sizes && !sizes.Contains(batch.Value))
        {
            var place = item["batch-size"] ?? item;
            faults.Add(place.Location, place.Path, $"batch size {batch} is not measured: benchmark.batch-sizes is {string.Join(", ", sizes)}; add it there");
        }
    }

    private static List<int>? Measured(IReadOnlyDictionary<string, JsonObject> options) =>
        options.TryGetValue("benchmark", out var benchmark) && benchmark["batch-sizes"] is JsonArray sizes
            ? [.. sizes.Select(size => size!.GetValue<int>())] : null;

    private static double? Number(YamlNode? node) =>
        node is YamlScalar scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
