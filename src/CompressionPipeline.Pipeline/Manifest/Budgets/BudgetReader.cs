using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary>Budgets as they are written → limits that know their line.</summary>
/// <param name="measured">What will be measured.</param>
/// <param name="references">Names that <c>against</c> may say.</param>
/// <param name="errors">Gets what is wrong.</param>
internal sealed class BudgetReader(Measurements measured, IReadOnlyCollection<string> references, Errors errors)
{
    private readonly Contradictions contradictions = new(measured, errors);

    public IReadOnlyList<Budget> Read(YamlMapping? node)
    {
        var budgets = new List<Budget>();
        foreach (var (metric, value) in node?.Entries ?? [])
        {
            measured.RequireTask(metric.Text, metric);
            var items = metric.Text == Limits.Pick ? [] : value is YamlSequence list ? list.Items : [value];
            foreach (var item in items.OfType<YamlMapping>())
                Read(metric.Text, item, budgets);
        }
        return budgets;
    }

    private void Read(string metric, YamlMapping item, List<Budget> budgets)
    {
        var subject = Subject(metric, item);
        var limits = item.Entries.Where(entry => !Limits.IsQualifier(entry.Key.Text)).ToList();
        if (limits.Count == 0)
            errors.Add(item.Location, item.Path, "this sets no limit");
        else if (subject.Against is not null
            && limits.All(limit => Limits.RuleOf(limit.Key.Text) is { } rule && !Limits.Compares(rule)))
            errors.Add(item[Limits.Against]!.Location, item[Limits.Against]!.Path,
                $"no limit here compares with anything; remove '{Limits.Against}'");
        foreach (var (key, value) in limits)
        {
            if (Limits.RuleOf(key.Text) is not { } rule || Limits.Number(value) is not { } limit)
                continue;
            var against = Limits.Compares(rule) ? subject.Against : null;
            var budget = subject with { Rule = rule, Limit = limit, Against = against, Location = key.Location };
            contradictions.Find(budget, key, budgets);
            budgets.Add(budget);
        }
    }

    /// <summary>What the limits of an item are about.</summary>
    private Budget Subject(string metric, YamlMapping item)
    {
        var subject = new Budget(metric, BudgetRule.Min, 0) { Against = Against(item[Limits.Against]) };
        if (metric != MetricCatalogue.Latency)
            return subject;
        var size = (int?)Limits.Number(item[Limits.BatchSize]) ?? Budget.DefaultBatchSize;
        var (runtime, phase) = (Limits.Text(item[Limits.Runtime]), Limits.Text(item[Limits.Phase]));
        measured.RequireBatchSize(size, item[Limits.BatchSize] ?? item);
        if (runtime is "onnxruntime" or "torch")
            measured.RequireRuntime(runtime, item[Limits.Runtime]!);
        return subject with { BatchSize = size, Runtime = runtime, Phase = phase == Budget.DefaultPhase ? null : phase };
    }

    private string? Against(YamlNode? node)
    {
        if (Limits.Text(node) is not { } name)
            return null;
        if (name == Roles.Baseline)
            errors.Add(node!.Location, node.Path, $"'{name}' is what limits compare with anyway; remove '{Limits.Against}'");
        else if (references.Count == 0)
            errors.Add(node!.Location, node.Path,
                $"there is no reference '{name}'; name it, and its result.json, under 'references'");
        else if (!references.Contains(name))
            errors.Add(node!.Location, node.Path, $"there is no reference '{name}'; {NearestKey.Hint(name, references)}");
        return name;
    }
}
