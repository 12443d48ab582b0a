using System.Collections;
using Microsoft.Win32.SafeHandles;

namespace CompressionPipeline.Core;

/// <summary>
/// A list whose items lie in a temporary file, so that only their places take memory. The file has no name, and is gone with the
/// process however that ends.
/// </summary>
/// <param name="folder">An existing folder with room for it.</param>
/// <param name="write">Writes an item.</param>
/// <param name="read">Reads one that was written.</param>
public sealed class ListOnDisk<T>(string folder, Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
    : IReadOnlyList<T>, IDisposable
{
    private readonly SafeFileHandle file = Create(folder);
    private readonly MemoryStream item = new();
    private readonly List<long> ends = [];

    /// <inheritdoc/>
    public int Count => ends.Count;

    /// <inheritdoc/>
    public T this[int index]
    {
        get
        {
            var start = StartOf(index);
            var bytes = new byte[ends[index] - start];
            for (var done = 0; done < bytes.Length;)
            {
                var more = RandomAccess.Read(file, bytes.AsSpan(done), start + done);
                done += more > 0 ? more : throw new EndOfStreamException($"The temporary file in {folder} was cut.");
            }
            using var reader = new BinaryReader(new MemoryStream(bytes));
            return read(reader);
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
            throw OutputFolder.NotWritten(folder, error);
        }
        ends.Add(start + item.Length);
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

    private static SafeFileHandle Create(string folder)
    {
        var path = Path.Combine(folder, Path.GetRandomFileName());
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete);
        File.Delete(path);
        return file;
    }
}
