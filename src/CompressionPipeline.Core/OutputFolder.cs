namespace CompressionPipeline.Core;

/// <summary>Folders that are written for people: one that cannot be written is an error with its path and the fix.</summary>
public static class OutputFolder
{
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

    internal static PipelineException NotWritten(string path, Exception error) => new(
        $"{path} could not be written: {error.Message} Let it be writable, free some disk space or choose another folder, then "
        + "run again.", error);
}
