using System.Collections;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace CompressionPipeline.Core;

/// <summary>
/// A list whose items lie in a file, so that only their places take memory. The file is temporary: it has no name, and is gone
/// with the process however that ends. What was saved under a name is opened again.
/// </summary>
/// <remarks>A saved file is the items, the end of each, their number, and the SHA-256 of all that.</remarks>
public sealed class ListOnDisk<T> : IReadOnlyList<T>, IDisposable
{
    private readonly string source;
    private readonly SafeFileHandle file;
    private readonly Action<BinaryWriter, T> write;
    private readonly Func<BinaryReader, T> read;
    private readonly MemoryStream item = new();
    private readonly List<long> ends;

    /// <summary>An empty list.</summary>
    /// <param name="folder">An existing folder with room for it.</param>
    /// <param name="write">Writes an item.</param>
    /// <param name="read">Reads one that was written.</param>
    public ListOnDisk(string folder, Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
        : this(folder, Create(folder), [], write, read)
    {
    }

    private ListOnDisk(
        string source, SafeFileHandle file, List<long> ends, Action<BinaryWriter, T> write, Func<BinaryReader, T> read) =>
        (this.source, this.file, this.ends, this.write, this.read) = (source, file, ends, write, read);

    /// <inheritdoc/>
    public int Count => ends.Count;

    /// <inheritdoc/>
    public T this[int index]
    {
        get
        {
            var start = StartOf(index);
            var bytes = new byte[ends[index] - start];
            Fill(file, bytes, start, source);
            using var reader = new BinaryReader(new MemoryStream(bytes));
            return read(reader);
        }
    }

    /// <summary>A list that was saved; nothing can be added to it. Null where there is none, or not what was saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads an item.</param>
    public static ListOnDisk<T>? Open(string path, Func<BinaryReader, T> read)
    {
        if (!File.Exists(path))
            return null;
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file) - SHA256.HashSizeInBytes;
        if (length >= sizeof(long) && DigestOf(file, length, path).SequenceEqual(Bytes(length, SHA256.HashSizeInBytes)))
        {
            var ends = new long[BitConverter.ToInt64(Bytes(length - sizeof(long), sizeof(long)))];
            Fill(file, MemoryMarshal.AsBytes(ends.AsSpan()), length - ((ends.Length + 1L) * sizeof(long)), path);
            return new(path, file, [.. ends], (_, _) => throw new NotSupportedException("The list was saved."), read);
        }
        file.Dispose();
        return null;

        byte[] Bytes(long at, int number)
        {
            var bytes = new byte[number];
            Fill(file, bytes, at, path);
            return bytes;
        }
    }

    /// <summary>Puts an item at the end.</summary>
    /// <exception cref="PipelineException">The disk is full.</exception>
    public void Add(T added)
    {
        item.SetLength(0);
        using (var writer = new BinaryWriter(item, System.Text.Encoding.UTF8, leaveOpen: true))
            write(writer, added);
        var start = StartOf(ends.Count);
        try
        {
            RandomAccess.Write(file, item.GetBuffer().AsSpan(0, (int)item.Length), start);
        }
        catch (IOException error)
        {
            throw OutputFolder.NotWritten(source, error);
        }
        ends.Add(start + item.Length);
    }

    /// <summary>Copies the list to a file for <see cref="Open"/>, in place of the one that is there.</summary>
    /// <param name="path">The file, of which several processes may write one at the same time.</param>
    /// <exception cref="PipelineException">The disk is full.</exception>
    public void Save(string path)
    {
        var own = $"{path}.{Path.GetRandomFileName()}";
        AtomicFile.Write(own, stream =>
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var part in Parts(file, StartOf(Count), source))
                Append(part.Span);
            Append(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(ends)));
            Append(BitConverter.GetBytes((long)Count));
            stream.Write(digest.GetHashAndReset());

            void Append(ReadOnlySpan<byte> bytes)
            {
                digest.AppendData(bytes);
                stream.Write(bytes);
            }
        });
        File.Move(own, path, overwrite: true);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        item.Dispose();
    }

    private long StartOf(int index) => index == 0 ? 0 : ends[index - 1];

    private static byte[] DigestOf(SafeFileHandle file, long length, string path)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in Parts(file, length, path))
            digest.AppendData(part.Span);
        return digest.GetHashAndReset();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Parts(SafeFileHandle file, long length, string path)
    {
        var buffer = new byte[1 << 20];
        for (var at = 0L; at < length; at += buffer.Length)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - at));
            Fill(file, part.Span, at, path);
            yield return part;
        }
    }

    private static void Fill(SafeFileHandle file, Span<byte> bytes, long at, string path)
    {
        for (var done = 0; done < bytes.Length;)
        {
            var more = RandomAccess.Read(file, bytes[done..], at + done);
            done += more > 0 ? more : throw new EndOfStreamException($"The list in {path} was cut.");
        }
    }

    private static SafeFileHandle Create(string folder)
    {
        var path = Path.Combine(folder, Path.GetRandomFileName());
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete);
        File.Delete(path);
        return file;
    }
}
