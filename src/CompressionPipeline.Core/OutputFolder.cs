namespace CompressionPipeline.Core;

/// <summary>Folders that are written for people: one that cannot be written is an error with its path and the fix.</summary>
public static class OutputFolder
{
    // ENOSPC and EDQUOT as .NET passes them on from Linux and macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL from Windows.
    private static readonly int[] FullCodes = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Makes, writes or empties a folder.</summary>
    /// <param name="folder">What the error names.</param>
    /// <param name="write">What is done in it.</param>
    /// <exception cref="PipelineException">The disk is full or the folder cannot be written.</exception>
    public static void Write(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(folder, error);
        }
    }

    /// <summary>Makes a folder, where it is not there.</summary>
    /// <inheritdoc cref="Write"/>
    public static void Make(string folder) => Write(folder, () => Directory.CreateDirectory(folder));

    /// <summary>Leaves an empty folder, whatever was there.</summary>
    /// <inheritdoc cref="Write"/>
    public static void Clear(string folder) => Write(folder, () =>
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    });

    /// <summary>Whether an error, or one behind it, says that a disk or a quota is full.</summary>
    /// <param name="error">Of writing; null is none.</param>
    public static bool IsFull(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is IOException && FullCodes.Contains(error.HResult))
                return true;
        }
        return false;
    }

    /// <summary>The error that names what could not be written, why, and the fix.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="error">What writing it threw.</param>
    public static PipelineException NotWritten(string path, Exception error) => new(
        $"{path} could not be written: " + (IsFull(error)
            ? "the disk is full. Free some space or choose another folder, then run again."
            : $"{error.Message.TrimEnd('.')}. Let it be writable or choose another folder, then run again."),
        error);
}
