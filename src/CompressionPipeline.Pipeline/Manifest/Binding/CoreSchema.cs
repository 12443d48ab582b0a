using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompressionPipeline.Pipeline.Manifest.Shapes;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Binding;

// Scalars by YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema). What YAML 1.1 reads as something else - no as
// false, 010 as eight - is an error, so that a manifest means one thing in every tool.
internal static partial class CoreSchema
{
    private static readonly string[] Yes = ["true", "yes", "on", "y"];
    private static readonly string[] No = ["false", "no", "off", "n"];

    /// <summary>What is wrong with a key that is to be a text; null where it is one to every YAML reader.</summary>
    public static string? KeyError(YamlScalar key) => Elsewhere(key) is { } kind
        ? $"many YAML readers take the key {key.Text} for {kind}; write \"{key.Text}\""
        : null;

    public static (JsonNode? Value, string? Error) Read(YamlScalar scalar, Shape shape) => shape switch
    {
        _ when scalar.IsNull => (null, $"expected {shape.Expected}, not nothing"),
        BooleanShape => Boolean(scalar),
        NumberShape number => Number(scalar, number),
        TextShape text => Text(scalar, text),
        _ => throw new ArgumentException($"{shape.GetType().Name} is no scalar.", nameof(shape)),
    };

    private static (JsonNode?, string?) Boolean(YamlScalar scalar) => scalar switch
    {
        { Quoted: true } => (null, $"expected true or false, not the text '{scalar.Text}'"),
        { Text: "true" or "True" or "TRUE" } => (true, null),
        { Text: "false" or "False" or "FALSE" } => (false, null),
        _ when Is(scalar.Text, Yes) => (null, $"{scalar.Text} is a boolean in some YAML readers only; write true"),
        _ when Is(scalar.Text, No) => (null, $"{scalar.Text} is a boolean in some YAML readers only; write false"),
        _ => (null, $"expected true or false, not '{scalar.Text}'"),
    };

    private static (JsonNode?, string?) Number(YamlScalar scalar, NumberShape shape)
    {
        if (scalar.Quoted && Decimal().IsMatch(scalar.Text))
            return (null, $"expected {shape.Expected}, not a text; remove the quotes");
        if (LeadingZero().IsMatch(scalar.Text))
            return (null, $"some YAML readers take {scalar.Text} for octal; write it without leading zeros");
        if (!Decimal().IsMatch(scalar.Text))
        {
            var fix = Grouped().IsMatch(scalar.Text) ? "; write the digits without separators" : "";
            return (null, $"expected {shape.Expected}, not '{scalar.Text}'{fix}");
        }
        var value = double.Parse(scalar.Text, CultureInfo.InvariantCulture);
        if (shape.Integer && value != Math.Floor(value))
            return (null, $"expected {shape.Expected}, not {scalar.Text}");
        if (!double.IsFinite(value) || (shape.Integer && Math.Abs(value) > long.MaxValue) || !shape.Holds(value))
            return (null,
                $"must be {Numbers.Words(shape, value)}, not {scalar.Text}{(shape.Meaning is null ? "" : $": {shape.Meaning}")}");
        if (!shape.Integer)
            return (value, null);
        return long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? (whole, null)
            : ((long)value, null);
    }

    private static (JsonNode?, string?) Text(YamlScalar scalar, TextShape shape)
    {
        var text = scalar.Text;
        if (scalar is { Argument: false, Quoted: false } && Decimal().IsMatch(text))
            return (null, $"expected {shape.Expected}, not the number {text}; for the text, write \"{text}\"");
        if (!scalar.Argument && Elsewhere(scalar) is { } kind)
            return (null, $"expected {shape.Expected}; many YAML readers take {text} for {kind}: for the text, write \"{text}\"");
        if (shape.Allowed.Count > 0 && !shape.Allowed.Contains(text))
            return (null, $"unknown value '{text}'; {Choices(text, shape.Allowed)}");
        if (!shape.Matches(text))
            return (null, $"expected {shape.Expected}, not '{text}'");
        return text.Length == 0 && !shape.MayBeEmpty ? (null, "must not be empty") : (text, null);
    }

    /// <summary>Of a few values all are listed: the nearest to "gpu" is "cpu", but "cuda" is meant.</summary>
    private static string Choices(string text, IReadOnlyList<string> allowed) =>
        allowed.Count <= 4 ? $"valid here: {string.Join(", ", allowed)}" : NearestKey.Hint(text, allowed);

    // Of a plain scalar that is no text to YAML 1.1 or 1.2, what it is; a day, 2026-12-31, stays a text.
    private static string? Elsewhere(YamlScalar scalar) => scalar switch
    {
        { Quoted: true } => null,
        { IsNull: true } => "nothing",
        _ when Is(scalar.Text, Yes) || Is(scalar.Text, No) => "a boolean",
        _ when Decimal().IsMatch(scalar.Text) || OtherNumber().IsMatch(scalar.Text) => "a number",
        _ => null,
    };

    private static bool Is(string text, string[] words) => words.Contains(text, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Decimal();

    // With other bases, infinity, digits in groups, and the sixties of YAML 1.1: 12:30 is 750.
    [GeneratedRegex(@"^([-+]?(0x[0-9a-fA-F_]+|0b[01_]+|0o[0-7]+|\.(inf|Inf|INF)|[0-9][0-9_]*(\.[0-9_]*)?|"
        + @"[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?)|\.(nan|NaN|NAN))$")]
    private static partial Regex OtherNumber();

    [GeneratedRegex("^[-+]?0[0-9]+$")]
    private static partial Regex LeadingZero();

    [GeneratedRegex("^[-+]?[0-9]+([_',][0-9]+)+$")]
    private static partial Regex Grouped();
}
