using System.Text;
using System.Text.Json;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Pairs from a file with one JSON object a line.</summary>
public static class JsonlSource
{
    /// <summary>Reads every pair; blank lines are skipped, other members of a line are ignored.</summary>
    /// <exception cref="PipelineException">The file is missing, or a line is not a pair; the message names both.</exception>
    public static List<Example> Read(string path, Columns columns)
    {
        var examples = new List<Example>();
        using var text = SourceFile.OpenText(path);
        var number = 0;
        try
        {
            while (text.ReadLine() is { } line)
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                    examples.Add(Parse(line, columns, new(path, number, 1)));
            }
            return examples;
        }
        catch (DecoderFallbackException error)
        {
            throw SourceFile.NotUtf8(path, number + 1, error);
        }
    }

    private static Example Parse(string line, Columns columns, SourceLocation at)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return Parse(json.RootElement, columns, at);
        }
        catch (JsonException error)
        {
            var before = Encoding.UTF8.GetBytes(line).AsSpan(0, (int)(error.BytePositionInLine ?? 0));
            var place = at with { Column = Encoding.UTF8.GetCharCount(before) + 1 };
            throw new PipelineException($"{place}: the line is not valid JSON: {error.Message} Fix or remove the line.", error);
        }
        // Half of a surrogate pair, written as \ud800.
        catch (InvalidOperationException error)
        {
            throw new PipelineException($"{at}: a text is not Unicode: {error.Message} Fix or remove the line.", error);
        }
    }

    private static Example Parse(JsonElement line, Columns columns, SourceLocation at)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new PipelineException(
                $"{at}: a line must be a JSON object with '{columns.Document}' and '{columns.Summary}'. Fix or remove it.");
        }
        if (!line.TryGetProperty(columns.Document, out _) || !line.TryGetProperty(columns.Summary, out _))
            columns.Require([.. line.EnumerateObject().Select(member => member.Name)], at.ToString());
        var (id, document, summary) = (Text(line, Columns.Id), Text(line, columns.Document), Text(line, columns.Summary));
        return Pair.Of(id, document, summary, columns, at.ToString());
    }

    private static string? Text(JsonElement line, string key) =>
        line.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
