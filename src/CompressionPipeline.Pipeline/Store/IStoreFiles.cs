using System.Runtime.InteropServices;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>The store's own writes, so that tests can make any of them fail.</summary>
internal interface IStoreFiles
{
    void WriteText(string path, string text);

    /// <summary>Waits until a file's bytes are on the disk.</summary>
    void Flush(string file);

    /// <summary>Waits until the names in a folder are on the disk.</summary>
    void FlushFolder(string folder);

    /// <summary>Gives a folder its final name; throws where the name is taken.</summary>
    void Move(string folder, string final);
}

internal sealed class DiskFiles : IStoreFiles
{
    public static DiskFiles Instance { get; } = new();

    public void WriteText(string path, string text) => AtomicFile.WriteText(path, text);

    public void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    public void FlushFolder(string folder)
    {
        // Windows keeps a folder's names in a journal and has no call to wait for it; .NET opens no folder on Unix.
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"{folder} could not be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        var failed = fsync(descriptor) != 0 ? Marshal.GetLastPInvokeErrorMessage() : null;
        _ = close(descriptor);
        if (failed is not null)
            throw new IOException($"{folder} could not be flushed to disk: {failed}.");
    }

    public void Move(string folder, string final)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        Directory.Move(folder, final);
    }

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi)]
    private static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
}
