using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Pairs from a comma-separated file (RFC 4180) whose first record names the columns.</summary>
public static class CsvSource
{
    /// <summary>Reads every pair; blank lines are skipped, other columns are ignored.</summary>
    /// <exception cref="PipelineException">The file is missing, lacks a column, or a record is not a pair; the message names file and line.</exception>
    public static List<Example> Read(string path, Columns columns)
    {
        var examples = new List<Example>();
        IReadOnlyList<string>? header = null;
        foreach (var (fields, line) in CsvRecords.Read(path))
        {
            var at = new SourceLocation(path, line, 1);
            if (header is null)
            {
                header = fields;
                Require(header, columns.Document, at);
                Require(header, columns.Summary, at);
                continue;
            }
            if (fields.Count != header.Count)
                throw new PipelineException($"{at}: the record has {fields.Count} fields and the header {header.Count}. Put fields with commas, quotes or line breaks in double quotes.");
            examples.Add(Pair.Of(Field(Columns.Id), Field(columns.Document), Field(columns.Summary), columns, at));

            string? Field(string column) => IndexOf(header, column) is var index and >= 0 ? fields[index] : null;
        }
        return examples;
    }

    private static void Require(IReadOnlyList<string> header, string column, SourceLocation at)
    {
        if (IndexOf(header, column) < 0)
            throw new PipelineException($"{at}: there is no column '{column}'; the file has {string.Join(", ", header.Select(name => $"'{name}'"))}. Name the columns of document and summary in the data section.");
    }

    private static int IndexOf(IReadOnlyList<string> header, string column) => header.ToList().IndexOf(column);
}
