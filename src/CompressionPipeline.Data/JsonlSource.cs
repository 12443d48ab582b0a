using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Records from a file with one JSON object a line.</summary>
public static class JsonlSource
{
    /// <summary>Reads one record after the other; blank lines are skipped, other members of a line are ignored.</summary>
    /// <exception cref="PipelineException">The file is missing, or a line cannot hold a pair; the message names
    /// both.</exception>
    public static IEnumerable<PairRecord> Read(string path, Columns columns)
    {
        using var text = SourceFile.OpenText(path);
        for (var number = 1; SourceFile.Read(path, () => number, text.ReadLine) is { } line; number++)
        {
            if (number == 1 && line.Trim() is ['[', ..] or "{")
            {
                throw new InvalidFileException(
                    path, "it is one JSON text as a whole", "Write one object a line, as jq -c '.[]' does with a list.", 1);
            }
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(line, columns, new(path, number, 1));
        }
    }

    private static PairRecord Parse(string text, Columns columns, SourceLocation at)
    {
        var line = StrictJson.ParseObject(
            Encoding.UTF8.GetBytes(text), at.File,
            $"A line must be one JSON object with {string.Join(", ", columns.Content)}: fix or remove it.", at.Line);
        if (!columns.Want(key => StrictJson.LabelOf(line[key])))
            return new(null, null, null, at.File, at.Line) { IsLeftOut = true };
        if (!columns.Required.All(line.ContainsKey))
            columns.Require([.. line.Select(member => member.Key)], at.ToString());
        var (document, target) = (Text(line, columns.Document, at), TargetOf(line, columns, at));
        return new(IdOf(columns.IdToRead is { } name ? line[name] : null, at), document, target, at.File, at.Line)
        {
            Second = columns.Second is { } second ? Text(line, second, at) : null,
        };
    }

    // A number is a name as it is written, as in a CSV file.
    private static string? IdOf(JsonNode? id, SourceLocation at) =>
        id is null ? null
        : id.Is<string>(out var text) ? text
        : id.GetValueKind() == JsonValueKind.Number ? id.ToJsonString()
        : throw new PipelineException(
            $"{at}: the id must be a text or a number. Fix it, leave it out, or name another key with id-key.");

    private static string? TargetOf(JsonObject line, Columns columns, SourceLocation at) =>
        columns.HasLabels && line[columns.Target] is JsonValue label
            ? StrictJson.LabelOf(label)
            : Text(line, columns.Target, at, columns.HasLabels);

    // Null is a text that is missing; anything else is a column that was not meant.
    private static string? Text(JsonObject line, string key, SourceLocation at, bool isLabel = false) =>
        line[key].Is<string>(out var text) || line[key] is null ? text
        : throw new PipelineException(
            $"{at}: the '{key}' must be a text{(isLabel ? ", a number, true or false" : "")}, and is {Kind(line[key]!)}. "
            + "Fix it, or name the right key in the data section.");

    private static string Kind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "true or false",
    };
}
