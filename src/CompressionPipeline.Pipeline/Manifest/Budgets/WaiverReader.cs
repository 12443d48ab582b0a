using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

// Waivers as they are written → permissions to miss an existing budget, for an existing variant, for a while.
internal sealed class WaiverReader(
    IReadOnlyList<Budget> budgets, IReadOnlyCollection<string> variants, DateOnly today, Errors errors)
{
    private const int LongestDays = 366;

    public IReadOnlyList<Waiver> Read(YamlSequence? node)
    {
        var waivers = new List<Waiver>();
        foreach (var item in node?.Items.OfType<YamlMapping>() ?? [])
        {
            if (Budget(item["budget"]) is not { } budget
                || Expires(item["expires"]) is not { } expires || Limits.Text(item["reason"]) is not { } reason)
                continue;
            var waiver = new Waiver(budget.Metric, budget.Rule, reason.Trim(), expires)
            {
                Variant = Variant(item["variant"]),
                BatchSize = BatchSize(item[Limits.BatchSize], budget),
                By = Limits.Text(item["by"]),
                Location = item.Location,
            };
            if (waivers.Find(other => Covers(other) == Covers(waiver)) is { } twin)
                errors.Add(item.Location, item.Path, $"waives what line {twin.Location!.Line} waives; keep one");
            waivers.Add(waiver);
        }
        return waivers;
    }

    private static (string, BudgetRule, string?, int?) Covers(Waiver waiver) =>
        (waiver.Metric, waiver.Rule, waiver.Variant, waiver.BatchSize);

    private Budget? Budget(YamlNode? node)
    {
        if (Limits.Text(node) is not { } name)
            return null;
        var budget = budgets.FirstOrDefault(budget => Limits.NameOf(budget) == name);
        if (budget is null)
        {
            var hint = budgets.Count == 0
                ? "this entry has none"
                : NearestKey.Hint(name, [.. budgets.Select(Limits.NameOf).Distinct()]);
            errors.Add(node!.Location, node.Path, $"there is no budget '{name}' to waive; {hint}");
        }
        return budget;
    }

    private string? Variant(YamlNode? node)
    {
        if (Limits.Text(node) is { } name && !variants.Contains(name))
            errors.Add(node!.Location, node.Path, $"there is no variant '{name}'; {NearestKey.Hint(name, variants)}");
        return Limits.Text(node);
    }

    private int? BatchSize(YamlNode? node, Budget waived)
    {
        if (node is null || Limits.Number(node) is not { } number)
            return null;
        var sizes = budgets.Where(budget => (budget.Metric, budget.Rule) == (waived.Metric, waived.Rule))
            .Select(budget => budget.BatchSize).OfType<int>().Distinct().ToList();
        if (waived.BatchSize is null)
            errors.Add(node.Location, node.Path, $"{waived.Metric} has no batch size; remove it");
        else if (!sizes.Contains((int)number))
            errors.Add(node.Location, node.Path,
                $"there is no {Limits.NameOf(waived)} at batch size {number}; valid here: {string.Join(", ", sizes)}");
        return (int)number;
    }

    private DateOnly? Expires(YamlNode? node)
    {
        // Of anything that is not written as a day, the shape has told.
        if (Limits.Text(node) is not [_, _, _, _, '-', _, _, '-', _, _] text)
            return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            errors.Add(node!.Location, node.Path, $"the calendar has no day {text}; write YYYY-MM-DD");
        else if (day.DayNumber - today.DayNumber > LongestDays)
            errors.Add(node!.Location, node.Path, FormattableString.Invariant(
                $"{text} is {day.DayNumber - today.DayNumber} days ahead; a waiver is for a while: at most {LongestDays} days"));
        return day;
    }
}
