namespace CompressionPipeline.Engine;

/// <summary>A file lock that the operating system gives back when its process dies, however it dies.</summary>
internal sealed class StoreLock : IDisposable
{
    // EWOULDBLOCK as .NET passes it on from Linux and macOS, ERROR_SHARING_VIOLATION from Windows.
    private static readonly int[] TakenCodes = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly FileStream stream;

    private StoreLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock, or returns null where another holder, in this process or another one, has it.</summary>
    public static StoreLock? TryTake(string path, bool shared = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            // The file stays when the lock goes: unlinking it would let two processes lock two files of one name.
            return new StoreLock(shared
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (TakenCodes.Contains(fault.HResult))
        {
            return null;
        }
    }

    /// <summary>Takes the lock as soon as it is free; tells once that it waits.</summary>
    public static StoreLock Take(string path, Action tellThatItWaits, CancellationToken cancellation, bool shared = false)
    {
        for (var told = false; ; told = true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryTake(path, shared) is { } taken)
                return taken;
            if (!told)
                tellThatItWaits();
            cancellation.WaitHandle.WaitOne(BetweenLooks);
        }
    }

    public void Dispose() => stream.Dispose();
}
