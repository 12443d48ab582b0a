using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary>The keys of budgets and what they mean.</summary>
internal static class Limits
{
    public const string Pick = "pick";
    public const string Against = "against";
    public const string BatchSize = "batch-size";
    public const string Runtime = "runtime";
    public const string Phase = "phase";

    private static readonly Dictionary<string, BudgetRule> Rules = new()
    {
        ["min"] = BudgetRule.Min,
        ["max"] = BudgetRule.Max,
        ["max-ms"] = BudgetRule.Max,
        ["max-drop"] = BudgetRule.MaxDrop,
        ["max-drop-percent"] = BudgetRule.MaxDropPercent,
        ["min-gain"] = BudgetRule.MinGain,
        ["min-gain-percent"] = BudgetRule.MinGainPercent,
        ["min-speedup"] = BudgetRule.MinSpeedup,
    };

    /// <summary>Whether a key says what a limit is about rather than being one.</summary>
    public static bool IsQualifier(string key) => key is Against or BatchSize or Runtime or Phase;

    public static BudgetRule? RuleOf(string key) => Rules.TryGetValue(key, out var rule) ? rule : null;

    /// <summary>A budget as a waiver names it: <c>latency.max-ms</c>.</summary>
    public static string NameOf(Budget budget)
    {
        var inMilliseconds = budget is { Metric: MetricCatalogue.Latency, Rule: BudgetRule.Max };
        return $"{budget.Metric}.{Rules.Last(rule => rule.Value == budget.Rule && (rule.Key == "max-ms") == inMilliseconds).Key}";
    }

    public static bool Compares(BudgetRule rule) => rule is not (BudgetRule.Min or BudgetRule.Max);

    public static bool AllowsLoss(BudgetRule rule) => rule is BudgetRule.MaxDrop or BudgetRule.MaxDropPercent;

    public static bool DemandsGain(BudgetRule rule) => rule is BudgetRule.MinGain or BudgetRule.MinGainPercent;

    public static double? Number(YamlNode? node) =>
        node is YamlScalar scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string? Text(YamlNode? node) => node is YamlScalar { IsNull: false, Text: var text } ? text : null;
}
