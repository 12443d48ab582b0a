using System.Text.Json;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Pairs from a file with one JSON object a line.</summary>
public static class JsonlSource
{
    /// <summary>Reads every pair; blank lines are skipped, other members of a line are ignored.</summary>
    /// <exception cref="PipelineException">The file is missing, or a line is not a pair; the message names file and line.</exception>
    public static List<Example> Read(string path, Columns columns)
    {
        var examples = new List<Example>();
        var number = 0;
        foreach (var line in SourceFile.Lines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                examples.Add(Parse(line, columns, new(path, number, 1)));
        }
        return examples;
    }

    private static Example Parse(string line, Columns columns, SourceLocation at)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new PipelineException($"{at}: a line must be one JSON object with '{columns.Document}' and '{columns.Summary}'. Fix or remove the line.");
            return Pair.Of(Text(json.RootElement, Columns.Id), Text(json.RootElement, columns.Document), Text(json.RootElement, columns.Summary), columns, at);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PipelineException($"{at}: the line is not valid JSON: {error.Message} Fix or remove the line.", error);
        }
    }

    private static string? Text(JsonElement line, string key) =>
        line.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
