using System.Buffers;
using System.Text;
using System.Text.Unicode;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

/// <summary>A YAML file on disk; that it cannot be read is an error like any other.</summary>
internal static class SourceFile
{
    // A manifest of the most values that are read is smaller.
    private const long MostBytes = 16 << 20;

    /// <param name="path">Where it lies.</param>
    /// <param name="shown">The path as errors show it.</param>
    /// <param name="errors">Takes what is wrong with it.</param>
    public static YamlNode? Read(string path, string shown, Errors errors)
    {
        try
        {
            var bytes = InputFile.ReadAllBytes(path, MostBytes, "");
            if ((FileFormat.Mistaken(bytes) ?? NoText(bytes)) is { } problem)
            {
                errors.Add(new SourceLocation(shown, 0, 0), "", problem);
                return null;
            }
            return YamlReader.Read(shown, Encoding.UTF8.GetString(WithoutMark(bytes)), errors);
        }
        catch (InvalidFileException error)
        {
            errors.Add(new SourceLocation(shown, 0, 0), "", $"cannot be read: {error.Problem}");
            return null;
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan() is var text && text.StartsWith("\uFEFF"u8) ? text[3..] : text;

    // The YAML reader takes a zero byte for the end of the file.
    private static string? NoText(byte[] bytes) =>
        bytes.AsSpan().IndexOf((byte)0) is >= 0 and var at ? $"a zero byte stands in line {LineOf(bytes, at)}: remove it"
        : !Utf8.IsValid(bytes) ? $"it is not UTF-8 in line {LineOf(bytes, FirstInvalid(bytes))}: save it as UTF-8"
        : null;

    private static int LineOf(byte[] bytes, int at) => bytes.AsSpan(0, at).Count((byte)'\n') + 1;

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }
}
