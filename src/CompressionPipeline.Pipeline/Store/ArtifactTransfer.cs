using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>Copies artifacts from one store to another by key: between machines that share no disk.</summary>
public static class ArtifactTransfer
{
    /// <summary>Copies the artifacts that one store has and the other lacks. Each is verified by its record first.</summary>
    /// <param name="from">The source; a damaged artifact is skipped with a warning.</param>
    /// <param name="to">The target.</param>
    /// <param name="keys">The artifacts to copy.</param>
    /// <param name="cancellation">Set when the user asks to stop; what was copied stays.</param>
    /// <returns>The copied artifacts.</returns>
    /// <exception cref="PipelineException">The other store cannot be written.</exception>
    public static IReadOnlyList<ArtifactKey> Copy(
        ArtifactStore from, ArtifactStore to, IEnumerable<ArtifactKey> keys, CancellationToken cancellation = default)
    {
        var copied = new List<ArtifactKey>();
        foreach (var key in from.Layout.Entries().Intersect(keys).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            if (to.Record(key) is not null || from.Find(key) is not { } artifact || from.Record(key) is not { } record)
                continue;
            using var staging = to.Begin(key, cancellation);
            if (to.Record(key) is not null)
                continue;
            OutputFolder.Write(staging.OutputFolder, () =>
            {
                foreach (var file in record.Files.Keys)
                {
                    var target = Path.Combine(staging.OutputFolder, file);
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Copy(artifact.File(file), target);
                }
            });
            staging.Publish(record);
            copied.Add(key);
        }
        return copied;
    }
}
