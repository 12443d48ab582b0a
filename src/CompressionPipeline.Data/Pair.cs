using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Makes an example of a record of the user's file, or says what the record lacks.</summary>
internal static class Pair
{
    public static Example Of(string? id, string? document, string? summary, Columns columns, string at)
    {
        var (source, target) = (OneLine(document), OneLine(summary));
        if (source.Length == 0)
            throw Lacking(columns.Document, at);
        if (target.Length == 0)
            throw Lacking(columns.Summary, at);
        return new(string.IsNullOrWhiteSpace(id) ? IdOf(source + "\n" + target) : id, source, target);
    }

    /// <summary>16 hexadecimal characters that name a text.</summary>
    public static string IdOf(string text) => Digest.OfText(text).Hex[..16];

    /// <summary>The text with each run of white space as one space, none at the ends.</summary>
    public static string OneLine(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static PipelineException Lacking(string key, string at) =>
        new($"{at}: there is no text under '{key}'. Fill it in, remove the record, or name the right key in the data section.");
}
