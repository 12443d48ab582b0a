using System.Text;
using System.Text.Json.Nodes;
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

    private static Example Parse(string text, Columns columns, SourceLocation at)
    {
        var line = StrictJson.ParseObject(
            Encoding.UTF8.GetBytes(text), at.File,
            $"A line must be one JSON object with '{columns.Document}' and '{columns.Summary}': fix or remove it.", at.Line);
        if (!line.ContainsKey(columns.Document) || !line.ContainsKey(columns.Summary))
            columns.Require([.. line.Select(member => member.Key)], at.ToString());
        var (id, document, summary) = (Text(line, Columns.Id), Text(line, columns.Document), Text(line, columns.Summary));
        return Pair.Of(id, document, summary, columns, at.ToString());
    }

    private static string? Text(JsonObject line, string key) =>
        line[key].Is<string>(out var text) ? text : null;
}
