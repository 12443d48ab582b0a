using System.IO.Compression;

namespace CompressionPipeline.Core.Archives;

/// <summary>Writes archives whose bytes depend on nothing but the names and bytes of their files: not on the hour, the machine or
/// its system.</summary>
public static class ReproducibleZip
{
    // The earliest time that a zip can store.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A plain file that its owner writes and all read.
    private const int Attributes = unchecked((int)0x81A40000);

    /// <summary>Writes an archive, there whole or not at all; the files stand in it in ordinal order of name.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="files">What opens each file, by its name in the archive.</param>
    /// <param name="level">Without compression, the bytes do not depend on the version of the compressor either.</param>
    /// <exception cref="PipelineException">The disk is full or the folder cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Func<Stream>> files,
        CompressionLevel level = CompressionLevel.NoCompression) =>
        AtomicFile.Write(path, stream =>
        {
            Fill(stream, files, level);
            ZipOrigin.SayUnix(stream);
        });

    /// <summary>Writes an archive again, with its files' names and bytes and nothing else of it.</summary>
    public static void Rewrite(string path, CompressionLevel level)
    {
        var files = new Dictionary<string, byte[]>();
        using (var archive = ZipFile.OpenRead(path))
        {
            foreach (var entry in archive.Entries)
            {
                using var bytes = new MemoryStream();
                using var source = entry.Open();
                source.CopyTo(bytes);
                files.Add(entry.FullName, bytes.ToArray());
            }
        }
        Write(path, files.ToDictionary(file => file.Key, file => (Func<Stream>)(() => new MemoryStream(file.Value))), level);
    }

    private static void Fill(Stream stream, IReadOnlyDictionary<string, Func<Stream>> files, CompressionLevel level)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, open) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name, level);
            (entry.LastWriteTime, entry.ExternalAttributes) = (Time, Attributes);
            using var source = open();
            using var target = entry.Open();
            source.CopyTo(target);
        }
    }
}
