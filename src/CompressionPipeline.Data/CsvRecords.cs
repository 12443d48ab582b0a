using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>The records of a comma-separated file, each with the line it starts on.</summary>
internal static class CsvRecords
{
    public static IEnumerable<(IReadOnlyList<string> Fields, int Line)> Read(string path)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (number, start, quoted) = (0, 1, false);
        foreach (var line in SourceFile.Lines(path))
        {
            number++;
            if (quoted)
                field.Append('\n');
            else if (line.Length == 0)
                continue;
            else
                start = number;

            for (var i = 0; i < line.Length; i++)
            {
                if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
                    field.Append(line[i++]);
                else if (line[i] == '"' && (quoted || field.Length == 0))
                    quoted = !quoted;
                else if (line[i] == ',' && !quoted)
                    EndField();
                else
                    field.Append(line[i]);
            }
            if (quoted)
                continue;
            EndField();
            yield return (fields.ToArray(), start);
            fields.Clear();
        }
        if (quoted)
            throw new PipelineException($"{new SourceLocation(path, start, 1)}: a quoted field that starts in this record is never closed. Close it with a double quote.");

        void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
