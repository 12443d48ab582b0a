using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>Explains errors of the disk.</summary>
internal static class DiskError
{
    /// <summary>Also detects a full disk behind exceptions of native libraries, which lack the code.</summary>
    public static bool IsFull(Exception error, string root) =>
        OutputFolder.IsFull(error) || (Directory.Exists(root) && new DriveInfo(root).AvailableFreeSpace < 1 << 20);

    public static PipelineException Explain(Exception error, string root) => new(
        IsFull(error, root)
            ? $"The disk that holds {root} is full. Free some space (old artifacts are in {root}) or choose another folder, then "
                + "run again: what was finished stays."
            : $"{error.Message.TrimEnd('.')}. Make sure that {root} can be read and written, then run again: what was finished "
                + "stays.",
        error);
}
