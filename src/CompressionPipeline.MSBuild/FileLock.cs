namespace CompressionPipeline.MSBuild;

/// <summary>A file lock that the operating system gives back when its process dies, however it dies.</summary>
internal static class FileLock
{
    // EWOULDBLOCK as .NET passes it on from Linux and macOS, ERROR_SHARING_VIOLATION from Windows.
    private static readonly int[] TakenCodes = [11, 35, unchecked((int)0x80070020)];

    public static async Task<IDisposable> Take(string path, Action tellThatItWaits, CancellationToken cancellation)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                // The file stays when the lock goes: unlinking it would let two processes lock two files of one name.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException fault) when (TakenCodes.Contains(fault.HResult))
            {
                if (!told)
                    tellThatItWaits();
                await Task.Delay(100, cancellation).ConfigureAwait(false);
            }
        }
    }
}
