using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Wording;

/// <summary>Formats numbers and budgets for people, the same way in messages, reports and console.</summary>
internal static class Words
{
    public const string Missing = "–";
    private const int MostNames = 8;

    /// <summary>A list of names that stays short.</summary>
    public static string List(IReadOnlyCollection<string> names) => string.Join(", ", names.Take(MostNames))
        + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");

    public static string Budget(Budget budget)
    {
        var batch = budget.Metric == MetricCatalogue.Latency
            ? $" at batch size {budget.BatchSize ?? Core.Budget.DefaultBatchSize}"
            : "";
        var parts = string.Join(", ", new[] { budget.Runtime, budget.Phase }.OfType<string>());
        var against = budget.Against is { } name ? $" against {name}" : "";
        return $"{budget.Metric} {OptionsJson.NameOf(budget.Rule)} {Number(budget.Limit)}{batch}"
            + $"{(parts.Length > 0 ? $" ({parts})" : "")}{against}";
    }

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

    /// <summary>A phase of a generation; what generates no text is timed as a whole.</summary>
    public static string Phase(Phase phase, ModelTask task) => phase switch
    {
        Results.Phase.Total => task == ModelTask.Summarization ? "whole generation" : "whole run",
        Results.Phase.Encoder => "encoder",
        Results.Phase.FirstToken => "first token",
        _ => "each further token",
    };

    public static string Layers(ModelResult model) =>
        model.DecoderLayers == 0 ? Count(model.EncoderLayers) : $"{model.EncoderLayers}+{model.DecoderLayers}";

    public static string Kept(KeptLayers kept) => $"encoder {string.Join(' ', kept.Encoder)}"
        + (kept.Decoder.Count == 0 ? "" : $"; decoder {string.Join(' ', kept.Decoder)}");

    public static string Kept(KeptOf kept) => $"{Count(kept.Kept)} of {Count(kept.Of)}";

    public static string Value(MetricDefinition metric, double? value) => metric.IsExact ? Count(value) : Fixed(value);

    // Enough digits to tell neighbouring values apart, and no more.
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

    // The ends have the format of the value: "-0.74 [-1.33, -0.14]".
    public static string Change(Interval? change) =>
        change is { } value ? $"{Signed(value.Value)}{Interval(value.Low, value.High)}" : Missing;

    public static string Speedup(Interval? speedup) =>
        speedup is { } value ? $"{Times(value.Value)}{Interval(value.Low, value.High)}" : Missing;

    public static string Seconds(double seconds) => Fixed(seconds) + " s";

    public static string Level(double level) => (level * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Plural(long count, string one, string? many = null) =>
        $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    public static string Interval(double? lower, double? upper) =>
        lower is null || upper is null ? "" : $" [{Fixed(lower)}, {Fixed(upper)}]";

    // A small distance must not be shown as zero.
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

    // One line, without characters that move a terminal's cursor or change the direction of text.
    public static string Line(string? text) => Core.Markdown.OneLine(text ?? "");

    public static string Short(string? text, int length)
    {
        var line = Line(text);
        if (line.Length <= length)
            return line;
        var end = char.IsHighSurrogate(line[length - 2]) ? length - 2 : length - 1;
        return line[..end] + "…";
    }
}
