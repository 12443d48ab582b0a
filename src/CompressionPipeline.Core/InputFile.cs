using System.Text;

namespace CompressionPipeline.Core;

/// <summary>Reads files that a user names: one that is missing, a folder, or a broken link is an error with its path.</summary>
public static class InputFile
{
    /// <summary>UTF-8, where other bytes throw.</summary>
    public static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fix">What to do where it cannot be read, one sentence.</param>
    /// <exception cref="InvalidFileException">It is missing, a folder, or may not be read.</exception>
    public static FileStream Open(string path, string fix) => Try(path, fix, () =>
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16));

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Bytes that it may have.</param>
    /// <param name="fix">What to do where it cannot be read, one sentence.</param>
    /// <exception cref="InvalidFileException">It is missing, a folder, too large, or may not be read.</exception>
    public static byte[] ReadAllBytes(string path, long most, string fix) => Try(path, fix, () =>
    {
        // The length of what a link leads to; a pipe has none.
        using (var file = File.OpenRead(path))
        {
            if (file.CanSeek && file.Length > most)
                throw new InvalidFileException(path, $"it has {file.Length:N0} bytes, and {most:N0} are the most", fix);
        }
        return File.ReadAllBytes(path);
    });

    private static T Try<T>(string path, string fix, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            var target = new FileInfo(path).LinkTarget;
            throw new InvalidFileException(
                path, target is null ? "it does not exist" : $"it is a link to {target}, which does not exist", fix);
        }
        catch (UnauthorizedAccessException)
        {
            throw new InvalidFileException(path, "it is a folder or may not be read", fix);
        }
        catch (IOException error)
        {
            throw new InvalidFileException(path, $"it cannot be read ({error.Message.TrimEnd('.')})", fix);
        }
    }
}
