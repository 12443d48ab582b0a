using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>The folder in which a stage writes an artifact. <see cref="Publish"/> makes it part of the store.</summary>
public sealed class StagingFolder : IDisposable
{
    private readonly StoreLayout layout;
    private readonly IStoreFiles files;
    private readonly ArtifactVerifier verifier;
    private readonly FileLock held;

    internal StagingFolder(ArtifactKey key, StoreLayout layout, IStoreFiles files, ArtifactVerifier verifier, FileLock held)
    {
        Key = key;
        this.layout = layout;
        this.files = files;
        this.verifier = verifier;
        this.held = held;
        Directory.CreateDirectory(OutputFolder);
        Directory.CreateDirectory(ScratchFolder);
    }

    /// <summary>The key of the artifact.</summary>
    public ArtifactKey Key { get; }

    /// <summary>The empty folder to write to.</summary>
    public string OutputFolder => layout.Partial(Key);

    /// <summary>A folder that survives a killed run of the same key and goes when it is published.</summary>
    public string ScratchFolder => layout.Scratch(Key);

    /// <summary>
    /// Writes <c>run.json</c> with every file's size and digest, waits for the disk, and gives the folder its name.
    /// </summary>
    /// <param name="record">How it was made; <see cref="RunRecord.Files"/> is filled in here.</param>
    /// <returns>The artifact, or that of another process that was faster.</returns>
    /// <exception cref="PipelineException">The disk is full or cannot be written; nothing of it is left.</exception>
    public Artifact Publish(RunRecord record)
    {
        try
        {
            var written = ArtifactVerifier.FilesOf(OutputFolder);
            if (written.ContainsKey(RunRecord.FileName))
                throw new InvalidOperationException(
                    $"The stage {Key.Stage} wrote {RunRecord.FileName}, which is the store's own.");
            var digests = written.AsParallel().ToDictionary(file => file.Key, file => Flushed(file.Value));
            files.WriteText(
                Path.Combine(OutputFolder, RunRecord.FileName),
                (record with { Files = new SortedDictionary<string, FileRecord>(digests, StringComparer.Ordinal) }).ToText());
            foreach (
                var folder in Directory.EnumerateDirectories(OutputFolder, "*", SearchOption.AllDirectories).Append(OutputFolder))
                files.FlushFolder(folder);
            GiveItsName();
            Directory.Delete(ScratchFolder, recursive: true);
            return new Artifact(Key, layout.Entry(Key));
        }
        catch (Exception error) when (error.GetBaseException() is IOException or UnauthorizedAccessException)
        {
            throw DiskError.Explain(error, layout.Root);
        }
    }

    /// <summary>Deletes what was not published, keeps the scratch folder, and releases the key.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(OutputFolder))
                Directory.Delete(OutputFolder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The earlier error matters more; the next run deletes what is left.
        }
        finally
        {
            held.Dispose();
        }
    }

    private FileRecord Flushed(FileInfo file)
    {
        files.Flush(file.FullName);
        return new FileRecord(file.Length, Digest.OfFile(file.FullName).Hex);
    }

    private void GiveItsName()
    {
        var final = layout.Entry(Key);
        // The lock keeps others out, except on file systems without locks: there the first one to rename wins.
        if (verifier.Look(Key).IsWhole)
            return;
        if (Directory.Exists(final))
            Directory.Delete(final, recursive: true);
        try
        {
            files.Move(OutputFolder, final);
        }
        catch (IOException) when (verifier.Look(Key).IsWhole)
        {
            return;
        }
        files.FlushFolder(Path.GetDirectoryName(final)!);
    }
}
