using System.Text;
using System.Text.Json;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Records from a file with one JSON object a line.</summary>
public static class JsonlSource
{
    // A key twice would mean one of its two values.
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>Reads every record; blank lines are skipped, other members of a line are ignored.</summary>
    /// <exception cref="PipelineException">The file is missing, or a line cannot hold a pair; the message names
    /// both.</exception>
    public static List<PairRecord> Read(string path, Columns columns)
    {
        var records = new List<PairRecord>();
        using var text = SourceFile.OpenText(path);
        var number = 0;
        try
        {
            while (text.ReadLine() is { } line)
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                    records.Add(Parse(line, columns, new(path, number, 1)));
            }
            return records;
        }
        catch (DecoderFallbackException error)
        {
            throw SourceFile.NotUtf8(path, number + 1, error);
        }
    }

    private static PairRecord Parse(string line, Columns columns, SourceLocation at)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Once);
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

    private static PairRecord Parse(JsonElement line, Columns columns, SourceLocation at)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new PipelineException(
                $"{at}: a line must be a JSON object with '{columns.Document}' and '{columns.Summary}'. Fix or remove it.");
        }
        if (!line.TryGetProperty(columns.Document, out _) || !line.TryGetProperty(columns.Summary, out _))
            columns.Require([.. line.EnumerateObject().Select(member => member.Name)], at.ToString());
        return new(IdOf(line, at), TextOf(line, columns.Document), TextOf(line, columns.Summary), at.File, at.Line);
    }

    // A number is a name as it is written, as in a CSV file.
    private static string? IdOf(JsonElement line, SourceLocation at) =>
        !line.TryGetProperty(Columns.Id, out var id) || id.ValueKind == JsonValueKind.Null ? null
        : id.ValueKind == JsonValueKind.String ? id.GetString()
        : id.ValueKind == JsonValueKind.Number ? id.GetRawText()
        : throw new PipelineException($"{at}: the '{Columns.Id}' must be a text or a number. Fix it, or leave it out.");

    private static string? TextOf(JsonElement line, string key) =>
        line.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
