namespace CompressionPipeline.Core;

/// <summary>A file lock that the operating system releases when its process ends, however it ends.</summary>
public sealed class FileLock : IDisposable
{
    // EWOULDBLOCK as .NET passes it on from Linux and macOS, ERROR_SHARING_VIOLATION from Windows.
    private static readonly int[] TakenCodes = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock, or returns null where another holder, in this process or another one, has it.</summary>
    /// <param name="path">The lock's file; it and its folder are made where they are not there, and stay.</param>
    /// <param name="shared">Whether several may hold it together. Default: one alone.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static FileLock? TryTake(string path, bool shared = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            // The file is never deleted: another process could lock the deleted file, and a third one a new file of that name.
            return new FileLock(shared
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (TakenCodes.Contains(error.HResult))
        {
            return null;
        }
    }

    /// <summary>Takes the lock as soon as it is free; tells once that it waits.</summary>
    /// <param name="path">As in <see cref="TryTake"/>.</param>
    /// <param name="tellThatItWaits">Called once, where another one has it.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <param name="shared">As in <see cref="TryTake"/>.</param>
    /// <exception cref="OperationCanceledException">Somebody asked to stop.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static FileLock Take(string path, Action tellThatItWaits, CancellationToken cancellation, bool shared = false)
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

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
