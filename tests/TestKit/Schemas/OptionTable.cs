using System.Text;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace TestKit.Schemas;

/// <summary>Writes the table of a stage's options for its docs page.</summary>
public static class OptionTable
{
    /// <summary>A Markdown table: key, value, default, what it does; keys of nested mappings are dotted.</summary>
    /// <param name="options">The stage's options record.</param>
    public static string Markdown(Type options)
    {
        var rows = Rows("", ShapeOf.Record(options)).ToList();
        if (rows.Count == 0)
            return "No options of its own in a recipe.\n";
        var table = new StringBuilder("| Key | Value | Default | What it does |\n|---|---|---|---|\n");
        foreach (var (key, member) in rows)
            table.Append(
                $"| `{key}` | {Cell(Value(member.Shape))} | {Cell(Default(member.Default))} | {Cell(member.Description)} |\n");
        return table.ToString();
    }

    private static IEnumerable<(string Key, Member Member)> Rows(string prefix, ObjectShape shape) =>
        shape.Members.SelectMany(member => member.Shape is ObjectShape nested
            ? Rows($"{prefix}{member.Key}.", nested)
            : [($"{prefix}{member.Key}", member)]);

    private static string Value(Shape shape) => shape switch
    {
        BooleanShape => "`true`, `false`",
        NumberShape number => Number(number),
        TextShape { Allowed.Count: > 0 } text => string.Join(", ", text.Allowed.Select(value => $"`{value}`")),
        ListShape { Items: NumberShape item } =>
            $"list of {Value(item).Replace("number", "numbers", StringComparison.Ordinal)[2..]}",
        ListShape { Items: TextShape { Allowed.Count: 0 } } => "list of texts",
        ListShape list => $"list of {Value(list.Items)}",
        MapShape map => $"mapping to {Value(map.Values)}",
        ChoiceShape choice => string.Join(" or ", choice.Choices.Select(Value)),
        _ => shape.Expected,
    };

    private static string Number(NumberShape number) =>
        Numbers.Words(number) is var words && words == number.Expected ? words : $"{number.Expected}, {words}";

    private static string Default(JsonNode? value) => value switch
    {
        null => "none",
        JsonArray list => $"`{OptionsJson.Canonical(list).Replace(",", ", ", StringComparison.Ordinal)}`",
        JsonValue text when text.TryGetValue<string>(out var plain) =>
            plain.Length == 0 || plain != plain.Trim() ? $"`\"{plain}\"`" : $"`{plain}`",
        JsonValue number when number.TryGetValue<double>(out var plain) => $"`{Numbers.Show(plain)}`",
        _ => $"`{OptionsJson.Canonical(value)}`",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
