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
    /// <param name="examples">The pairs of all splits, gone through once; each file keeps their order.</param>
    /// <param name="info">Name, prefix, lengths and source digest.</param>
    /// <param name="labels">Asked after the last pair, where the description does not know its labels before.</param>
    public static DataSetInfo Write(
        string folder, IEnumerable<Example> examples, DataSetInfo info, Func<IReadOnlyList<string>>? labels = null)
    {
        var counts = new int[3];
        AtomicFile.Write(PathOf(Split.Train), train =>
            AtomicFile.Write(PathOf(Split.Validation), validation =>
                AtomicFile.Write(PathOf(Split.Test), test => WriteLines([train, validation, test], examples, info, counts))));
        var lines = Enum.GetValues<Split>().Select(split =>
            $"{Digest.OfFile(PathOf(split)).Hex}  {DataSetFolder.FileOf(split)}\n");
        var written = info with
        {
            Digest = Digest.OfText(string.Concat(lines)).Hex,
            Labels = labels?.Invoke() ?? info.Labels,
            Train = counts[(int)Split.Train],
            Validation = counts[(int)Split.Validation],
            Test = counts[(int)Split.Test],
        };
        var json = JsonSerializer.Serialize(written, OptionsJson.Settings);
        AtomicFile.WriteText(Path.Combine(folder, DataSetFolder.InfoFile), json + "\n");
        return written;

        string PathOf(Split split) => Path.Combine(folder, DataSetFolder.FileOf(split));
    }

    private static void WriteLines(Stream[] files, IEnumerable<Example> examples, DataSetInfo info, int[] counts)
    {
        var columns = Columns.OwnFormat(info);
        using var writer = new Utf8JsonWriter(Stream.Null, Readable);
        foreach (var example in examples)
        {
            var split = (int)Splits.Of(example, info.Task);
            counts[split]++;
            writer.Reset(files[split]);
            writer.WriteStartObject();
            writer.WriteString(Columns.Id, example.Id);
            writer.WriteString(columns.Document, example.Document);
            if (columns.Second is { } second)
                writer.WriteString(second, example.Second);
            writer.WriteString(columns.Target, example.Target);
            writer.WriteEndObject();
            writer.Flush();
            files[split].WriteByte((byte)'\n');
        }
        writer.Reset(Stream.Null);
    }
}
