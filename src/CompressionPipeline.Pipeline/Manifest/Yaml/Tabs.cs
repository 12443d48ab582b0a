using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

// Tabs in indentation, which YAML forbids: reported once, then read as spaces, so that the other errors come to light too.
internal static class Tabs
{
    private static readonly int[] Widths = [2, 4, 8];

    /// <summary>The text with each width of tab that people use, or null where no line is indented with a tab.</summary>
    public static IEnumerable<string>? Replace(string file, string text, Errors errors)
    {
        var lines = text.Split('\n');
        var indented = lines.Index().Where(line => Indentation(line.Item).Contains('\t', StringComparison.Ordinal)).ToList();
        foreach (var (number, line) in indented)
        {
            errors.Add(new SourceLocation(file, number + 1, line.IndexOf('\t', StringComparison.Ordinal) + 1), "",
                "a tab indents this line; YAML allows spaces only");
        }
        return indented.Count == 0 ? null : Widths.Select(width => string.Join('\n', lines.Select(line => Expand(line, width))));
    }

    private static string Indentation(string line) => line[..^line.TrimStart(' ', '\t').Length];

    private static string Expand(string line, int width) =>
        Indentation(line).Replace("\t", new string(' ', width), StringComparison.Ordinal) + line.TrimStart(' ', '\t');
}
