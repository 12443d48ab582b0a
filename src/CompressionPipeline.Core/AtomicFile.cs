using System.Text;

namespace CompressionPipeline.Core;

/// <summary>Writes a file atomically: it is there as a whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>Writes to a file beside it, flushes to disk and renames.</summary>
    /// <exception cref="PipelineException">The disk is full or the folder cannot be written; nothing is left behind.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var neighbour = path + ".partial";
        try
        {
            using (var stream = new FileStream(neighbour, FileMode.Create, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(neighbour, path, overwrite: true);
        }
        catch (Exception error)
        {
            Remove(neighbour);
            if (error is not (IOException or UnauthorizedAccessException))
                throw;
            throw OutputFolder.NotWritten(path, error);
        }
    }

    private static void Remove(string neighbour)
    {
        try
        {
            File.Delete(neighbour);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The earlier error matters more.
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
