using System.Security.Cryptography;
using System.Text;

namespace CompressionPipeline.Core;

/// <summary>A SHA-256 content digest, always whole: 64 lower-case hexadecimal characters.</summary>
public readonly record struct Digest
{
    /// <summary>Takes the 64 lower-case hexadecimal characters of a digest.</summary>
    /// <exception cref="FormatException">The text is not 64 lower-case hexadecimal characters.</exception>
    public Digest(string hex)
    {
        if (!IsHex(hex))
            throw new FormatException($"'{hex}' is not a SHA-256 digest of 64 lower-case hexadecimal characters.");
        Hex = hex;
    }

    /// <summary>The 64 hexadecimal characters.</summary>
    public string Hex { get; }

    /// <summary>The first 12 characters, for display only; never a key.</summary>
    public string Short => Hex[..12];

    /// <summary>Parses a digest; null for any other text.</summary>
    public static Digest? Parse(string text) => IsHex(text) ? new Digest(text) : null;

    /// <summary>The digest of bytes in memory.</summary>
    public static Digest OfBytes(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>The digest of a text's UTF-8 bytes.</summary>
    public static Digest OfText(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>The digest of a file's bytes.</summary>
    public static Digest OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return new(Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>The digest of a folder: the relative path and digest of each file, in ordinal order of path.</summary>
    public static Digest OfFolder(string folder)
    {
        var lines = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => $"{OfFile(file.File).Hex}  {file.Path}\n");
        return OfText(string.Concat(lines));
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;

    private static bool IsHex(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
