using System.Text.Encodings.Web;
using System.Text.Json;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Writes a data-set folder: the same pairs give the same bytes.</summary>
public static class DataSetWriter
{
    // Readable text in the files; they are data, never part of an HTML page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the three splits and <c>dataset.json</c>; returns the description with counts and digest.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="examples">The pairs of all splits; each file keeps their order.</param>
    /// <param name="info">Name, prefix, lengths and source digest.</param>
    public static DataSetInfo Write(string folder, IEnumerable<Example> examples, DataSetInfo info)
    {
        var columns = Columns.OwnFormat(info);
        var splits = examples.ToLookup(example => Splits.Of(example, info.Task));
        var lines = Enum.GetValues<Split>().Select(split =>
        {
            var path = Path.Combine(folder, DataSetFolder.FileOf(split));
            AtomicFile.Write(path, stream => WriteLines(stream, splits[split], columns));
            return $"{Digest.OfFile(path).Hex}  {DataSetFolder.FileOf(split)}\n";
        }).ToArray();
        var written = info with
        {
            Digest = Digest.OfText(string.Concat(lines)).Hex,
            Train = splits[Split.Train].Count(),
            Validation = splits[Split.Validation].Count(),
            Test = splits[Split.Test].Count(),
        };
        var json = JsonSerializer.Serialize(written, OptionsJson.Settings);
        AtomicFile.WriteText(Path.Combine(folder, DataSetFolder.InfoFile), json + "\n");
        return written;
    }

    private static void WriteLines(Stream stream, IEnumerable<Example> examples, Columns columns)
    {
        using var writer = new Utf8JsonWriter(stream, Readable);
        foreach (var example in examples)
        {
            writer.WriteStartObject();
            writer.WriteString(Columns.Id, example.Id);
            writer.WriteString(columns.Document, example.Document);
            if (columns.Second is { } second)
                writer.WriteString(second, example.Second);
            writer.WriteString(columns.Target, example.Target);
            writer.WriteEndObject();
            writer.Flush();
            stream.WriteByte((byte)'\n');
            writer.Reset();
        }
    }
}
