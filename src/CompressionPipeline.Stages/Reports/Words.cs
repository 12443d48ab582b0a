using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Gate;

namespace CompressionPipeline.Stages.Reports;

/// <summary>Numbers and budgets as people read them: one spelling for messages, report and console.</summary>
internal static class Words
{
    public const string Missing = "–";

    public static string Budget(Budget budget)
    {
        var batch = budget.Metric == "latency" ? $" at batch size {Judge.BatchSize(budget)}" : "";
        return $"{budget.Metric} {Rule(budget.Rule)} {Number(budget.Limit)}{batch}";
    }

    public static string Rule(BudgetRule rule) => rule switch
    {
        BudgetRule.Min => "min",
        BudgetRule.Max => "max",
        BudgetRule.MaxDrop => "max-drop",
        BudgetRule.MaxDropPercent => "max-drop-percent",
        BudgetRule.MinGain => "min-gain",
        BudgetRule.MinGainPercent => "min-gain-percent",
        BudgetRule.MinSpeedup => "min-speedup",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Not a rule."),
    };

    public static string Verdict(Verdict verdict) => verdict switch
    {
        Core.Verdict.Pass => "PASS",
        Core.Verdict.Fail => "FAIL",
        Core.Verdict.Inconclusive => "INCONCLUSIVE",
        _ => "INVALID",
    };

    public static string Icon(Verdict verdict) => verdict switch
    {
        Core.Verdict.Pass => "✅",
        Core.Verdict.Fail => "❌",
        Core.Verdict.Inconclusive => "❔",
        _ => "⚠️",
    };

    // Enough digits to tell neighbours apart, no more than a person takes in.
    public static string Number(double? value) => value switch
    {
        null => Missing,
        { } number when !double.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        { } number when Math.Abs(number) >= 1000 => number.ToString("#,0.##", CultureInfo.InvariantCulture),
        { } number => number.ToString("0.##", CultureInfo.InvariantCulture),
    };

    // The second section keeps the sign off what rounds to zero.
    public static string Fixed(double? value) => value?.ToString("0.00;-0.00;0.00", CultureInfo.InvariantCulture) ?? Missing;

    public static string Signed(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    public static string Count(double? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? Missing;

    public static string MegaBytes(double? bytes) =>
        bytes is null ? Missing : (bytes.Value / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " MB";

    public static string Milliseconds(double? value) => value is null ? Missing : Fixed(value) + " ms";

    public static string Times(double? value) => value is null ? Missing : Fixed(value) + "x";

    public static string Interval(double? lower, double? upper) =>
        lower is null || upper is null ? "" : $" [{Fixed(lower)}, {Fixed(upper)}]";

    // A miss by a hair must not read as a miss by nothing.
    public static string Distance(double distance, string unit)
    {
        var size = Math.Abs(distance);
        var format = size >= 1000 ? "#,0.##" : size is 0 or >= 0.005 ? "0.00" : "0.######";
        return size.ToString(format, CultureInfo.InvariantCulture) + unit;
    }

    public static string Percent(double? fromValue, double? toValue) =>
        fromValue is > 0 && toValue is not null
            ? ((toValue.Value / fromValue.Value - 1) * 100).ToString("+0;-0;0", CultureInfo.InvariantCulture) + " %"
            : Missing;

    public static string Measure(string metric) => metric.StartsWith("rouge", StringComparison.Ordinal) ? "ROUGE-" + metric[5..] : metric;
}
