using System.IO.Compression;

namespace CompressionPipeline.Core.Archives;

/// <summary>Unpacks untrusted archives: plain files below one folder and nothing else.</summary>
public static class SafeZip
{
    private const long FreeBytes = 1 << 20;
    private const int KindOfFile = 0xF000, PlainFile = 0x8000, Folder = 0x4000;

    /// <summary>Unpacks every file of an archive into a folder. Looks at all names first: of an archive with one bad name nothing
    /// is unpacked.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">An empty folder, or one that is not there yet; after an error, what is in it is not to be
    /// used.</param>
    /// <param name="limits">What it may hold; null takes the defaults.</param>
    /// <param name="cancellation">Looked at before every block.</param>
    /// <exception cref="PipelineException">
    /// It is cut off or no archive; a name leads out of the folder, is not plain or comes twice; an entry is a link or encrypted;
    /// or it goes beyond the limits.
    /// </exception>
    public static void Extract(string path, string folder, ZipLimits? limits = null, CancellationToken cancellation = default)
    {
        limits ??= new();
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var files = archive.Entries.Where(entry => !IsFolder(entry)).ToList();
            if (Error(archive, files, limits) is { } error)
                throw Refused(path, error);
            Directory.CreateDirectory(folder);
            var left = limits.Bytes;
            foreach (var entry in files)
                left = Unpack(entry, Path.Combine(folder, entry.FullName), limits, left, path, cancellation);
        }
        catch (Exception error)
            when (error is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            throw new PipelineException($"{path} is cut off or no zip archive: {error.Message}", error);
        }
    }

    private static string? Error(ZipArchive archive, List<ZipArchiveEntry> files, ZipLimits limits)
    {
        if (files.Count > limits.Files)
            return $"it holds {files.Count} files, and {limits.Files} are the limit";
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries)
        {
            if (!PlainPath.Is(entry.FullName.TrimEnd('/')))
                return $"the name '{PlainPath.Printable(entry.FullName)}' is not a plain relative path";
            if ((entry.ExternalAttributes >> 16 & KindOfFile) is not (0 or PlainFile or Folder))
                return $"'{entry.FullName}' is a link or a device, not a file";
            if (entry.IsEncrypted)
                return $"'{entry.FullName}' is encrypted";
            if (!names.Add(entry.FullName.TrimEnd('/')))
                return $"the name '{entry.FullName}' comes twice";
        }
        return files.Find(file =>
            names.Any(name => name.StartsWith(file.FullName + "/", StringComparison.OrdinalIgnoreCase))) is { } both
            ? $"'{both.FullName}' is a file and a folder"
            : null;
    }

    private static long Unpack(ZipArchiveEntry entry, string target, ZipLimits limits, long left, string path,
        CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // The sizes that an archive states are not trusted: the unpacked bytes are counted.
        var most = FreeBytes + (entry.CompressedLength * limits.Ratio);
        using var source = entry.Open();
        using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        var block = new byte[1 << 16];
        for (var total = 0L; source.Read(block) is > 0 and var count; left -= count)
        {
            cancellation.ThrowIfCancellationRequested();
            if (count > left)
                throw Refused(path, $"unpacked it is larger than {limits.Bytes:N0} bytes");
            if ((total += count) > most)
                throw Refused(path, $"'{entry.FullName}' becomes more than {limits.Ratio} times larger than it is packed");
            file.Write(block.AsSpan(0, count));
        }
        return left;
    }

    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/');

    private static PipelineException Refused(string path, string why) =>
        new($"{path} is not unpacked: {why}. Do not use it; ask who made it for another.");
}
