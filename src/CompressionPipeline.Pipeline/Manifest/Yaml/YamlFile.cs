using System.Buffers;
using System.Text;
using System.Text.Unicode;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

/// <summary>A YAML file on disk; that it cannot be read is an error like any other.</summary>
internal static class YamlFile
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
            var (at, problem) = FileFormat.Mistaken(bytes) is { } mistaken ? (0, mistaken) : NoText(bytes);
            if (problem is not null)
            {
                errors.Add(new SourceLocation(shown, bytes.AsSpan(0, at).Count((byte)'\n') + 1, 1), "", problem);
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
    private static (int At, string? Problem) NoText(byte[] bytes) =>
        bytes.AsSpan().IndexOf((byte)0) is >= 0 and var zero ? (zero, "a zero byte stands in this line: remove it")
        : !Utf8.IsValid(bytes) ? (FirstInvalid(bytes), "this line is not UTF-8: save the file as UTF-8")
        : (0, null);

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }
}
