using System.Text;

namespace CompressionPipeline.Core;

/// <summary>Recognises, by its first bytes, a file of another format than expected.</summary>
public static class FileFormat
{
    /// <summary>Bytes that are enough to recognise a format.</summary>
    public const int BytesNeeded = 512;

    private static readonly byte[] Gzip = [0x1F, 0x8B, 0x08];

    private static readonly byte[] Zstd = [0x28, 0xB5, 0x2F, 0xFD];

    private static readonly (byte[] Start, string Name)[] Known =
    [
        ("version https://git-lfs.github.com/spec/"u8.ToArray(),
            "it is a Git LFS pointer and not the file itself: run `git lfs install` and `git lfs pull` in its repository, "
            + "or download the file"),
        (Gzip, "it is compressed with gzip: decompress it first"),
        (Zstd, "it is compressed with zstd: decompress it first"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "it is compressed with xz: decompress it first"),
        ("BZh"u8.ToArray(), "it is compressed with bzip2: decompress it first"),
        ("PK\u0003\u0004"u8.ToArray(),
            "it is a zip archive, as PyTorch's own weights are too: unpack or convert it first"),
        ([0xFF, 0xFE], "it is text in UTF-16: save it as UTF-8"),
        ([0xFE, 0xFF], "it is text in UTF-16: save it as UTF-8"),
    ];

    /// <summary>What the bytes are instead of what was expected, and what to do; null where nothing is recognised.</summary>
    /// <param name="beginning">The file's first bytes; of more than <see cref="BytesNeeded"/> the rest is not looked at.</param>
    public static string? Mistaken(ReadOnlySpan<byte> beginning)
    {
        foreach (var (start, name) in Known)
        {
            if (beginning.StartsWith(start))
                return name;
        }
        var text = Encoding.Latin1.GetString(beginning[..Math.Min(beginning.Length, BytesNeeded)]).TrimStart();
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? "it is a web page: download the file that the page shows"
            : null;
    }

    /// <summary>The same for a file; null also where it is missing or cannot be read, which the later reading reports.</summary>
    public static string? Mistaken(string path) => Mistaken(Beginning(path));

    /// <summary>Whether a file is compressed with gzip.</summary>
    public static bool IsGzip(string path) => Beginning(path).AsSpan().StartsWith(Gzip);

    /// <summary>Whether a file is compressed with zstd; it may begin with a frame that readers skip.</summary>
    public static bool IsZstd(string path) => Beginning(path).AsSpan() is var beginning
        && (beginning.StartsWith(Zstd) || beginning is [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..]);

    /// <summary>What bytes are compressed with; null where it is neither gzip nor zstd.</summary>
    public static string? Compressed(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith(Gzip) ? "gzip" : beginning.StartsWith(Zstd) ? "zstd" : null;

    private static byte[] Beginning(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var beginning = new byte[BytesNeeded];
            return beginning[..stream.ReadAtLeast(beginning, BytesNeeded, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
