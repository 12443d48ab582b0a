using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>Explains errors of the disk.</summary>
internal static class DiskError
{
    // ENOSPC and EDQUOT as .NET passes them on from Linux and macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL from Windows.
    private static readonly int[] FullCodes = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static bool IsFull(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is IOException && FullCodes.Contains(error.HResult))
                return true;
        }
        return false;
    }

    /// <summary>Also detects a full disk behind exceptions of native libraries, which lack the code.</summary>
    public static bool IsFull(Exception error, string root) =>
        IsFull(error) || (Directory.Exists(root) && new DriveInfo(root).AvailableFreeSpace < 1 << 20);

    public static PipelineException Explain(Exception error, string root) => new(
        IsFull(error, root)
            ? $"The disk that holds {root} is full. Free some space (old artifacts are in {root}) or choose another folder, then "
                + "run again: what was finished stays."
            : $"{error.Message} Make sure that {root} can be read and written, then run again: what was finished stays.",
        error);
}
