using System.IO.Compression;
using System.Text;
using CompressionPipeline.Core;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace CompressionPipeline.Data;

/// <summary>A file that the user brought.</summary>
internal static class SourceFile
{
    // More than any text that a model reads; without it, a few bytes of a compressed file could fill the memory.
    private const int MostBytesOfLine = 64 << 20;

    public static FileStream Open(string path) => InputFile.Open(path, "Fix the path in the data section.");

    /// <summary>
    /// The file's text without a byte order mark, decompressed where its name ends with <c>.gz</c> or <c>.zst</c>; bytes that are
    /// not UTF-8 throw when they are read.
    /// </summary>
    /// <exception cref="PipelineException">The file is missing, or another kind of file in its place.</exception>
    public static StreamReader OpenText(string path)
    {
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) && FileFormat.IsGzip(path))
            return Text(new GZipStream(Open(path), CompressionMode.Decompress), path);
        if (path.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) && FileFormat.IsZstd(path))
            return Text(new DecompressionStream(Open(path), leaveOpen: false), path);
        return FileFormat.Mistaken(path) is { } mistaken
            ? throw new InvalidFileException(path, mistaken, "Then name the plain file in the data section.", 1)
            : Text(Open(path), path);
    }

    private static StreamReader Text(Stream bytes, string path) =>
        new(new LinesOfFile(bytes, path, MostBytesOfLine), InputFile.StrictUtf8);

    /// <summary>Reads something of a text; an error names the file and the line that was reached.</summary>
    public static T Read<T>(string path, Func<long> line, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException error)
        {
            throw new PipelineException(
                $"{path} is not UTF-8 at or after line {Math.Max(1, line())}. Save the file as UTF-8.", error);
        }
        catch (ZstdException error) when (error.Code == ZSTD_ErrorCode.ZSTD_error_frameParameter_windowTooLarge)
        {
            throw new PipelineException(
                $"{path} was compressed with a window of more than 128 MiB (--long). Compress it again without.", error);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ZstdException)
        {
            throw new PipelineException(
                $"{path} cannot be decompressed at or after line {Math.Max(1, line())}: it is damaged or cut off. "
                + "Compress it again.", error);
        }
    }

    /// <summary>Line and column of a place that a reader counted in bytes, a byte order mark left out.</summary>
    public static SourceLocation Place(string path, long bytes)
    {
        using var text = OpenText(path);
        var (line, column) = (1, 1);
        for (long read = 0; read < bytes && text.Read() is >= 0 and var letter; column++)
        {
            read += letter < 0x80 ? 1 : letter < 0x800 || char.IsSurrogate((char)letter) ? 2 : 3;
            if (letter == '\n')
                (line, column) = (line + 1, 0);
        }
        return new(path, line, column);
    }
}
