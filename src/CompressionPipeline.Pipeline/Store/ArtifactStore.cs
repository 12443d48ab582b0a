using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>
/// Complete artifacts by key: <c>&lt;root&gt;/&lt;stage&gt;/&lt;64 hex&gt;/</c> with a <c>run.json</c> that has every file's
/// digest. Several processes may share a store.
/// </summary>
public sealed class ArtifactStore
{
    private readonly IProgressSink progress;
    private readonly IStoreFiles files;
    private readonly ArtifactVerifier verifier;

    /// <summary>Opens the store in a folder, which is made when first needed.</summary>
    /// <param name="root">The store's folder.</param>
    /// <param name="progress">Receives warnings about damaged artifacts. Default: none.</param>
    public ArtifactStore(string root, IProgressSink? progress = null)
        : this(root, progress, DiskFiles.Instance) { }

    internal ArtifactStore(string root, IProgressSink? progress, IStoreFiles files)
    {
        Layout = new StoreLayout(Path.GetFullPath(root));
        this.progress = progress ?? SilentProgress.Instance;
        this.files = files;
        verifier = new ArtifactVerifier(Layout);
    }

    /// <summary>Absolute path of the store.</summary>
    public string Root => Layout.Root;

    internal StoreLayout Layout { get; }

    /// <summary>
    /// The artifact under a key after every file was compared with its size and SHA-256. A damaged one is removed with a warning.
    /// </summary>
    /// <returns>Null where there is none, or none that is whole.</returns>
    public Artifact? Find(ArtifactKey key)
    {
        var state = verifier.Look(key);
        if (state.Damage is { } damage)
        {
            progress.Warn($"{Layout.Entry(key)} is damaged: {damage}. It is removed and will be made again.");
            // A process that holds the lock makes the artifact again, and removes the damaged one itself.
            using var mine = FileLock.TryTake(Layout.Lock(key));
            if (mine is not null)
                Remove(Layout.Entry(key));
        }
        return state.IsWhole ? new Artifact(key, Layout.Entry(key)) : null;
    }

    /// <summary>The verified record of an artifact; null where there is none that is whole. Changes nothing.</summary>
    public RunRecord? Record(ArtifactKey key) => verifier.Look(key).Record;

    /// <summary>What is wrong with the artifact under a key; null where it is whole or not there. Changes nothing.</summary>
    public string? Damage(ArtifactKey key) => verifier.Look(key).Damage;

    /// <summary>
    /// Starts the work on a key, in an empty staging folder with a scratch folder that survives kills. Waits while another
    /// process works on the same key; call <see cref="Find"/> again afterwards.
    /// </summary>
    /// <exception cref="OperationCanceledException">The user asked to stop while it waited.</exception>
    /// <exception cref="PipelineException">The store cannot be written.</exception>
    public StagingFolder Begin(ArtifactKey key, CancellationToken cancellation = default) => Begin(key, () => FileLock.Take(
        Layout.Lock(key),
        () => progress.Info(
            $"{key.Stage}: another process is making the same artifact (key {key.Digest.Short}…); waiting for it."),
        cancellation))!;

    /// <summary>As <see cref="Begin(ArtifactKey, CancellationToken)"/>; null where another process works on the key.</summary>
    /// <exception cref="PipelineException">The store cannot be written.</exception>
    public StagingFolder? TryBegin(ArtifactKey key) => Begin(key, () => FileLock.TryTake(Layout.Lock(key)));

    private StagingFolder? Begin(ArtifactKey key, Func<FileLock?> take)
    {
        try
        {
            if (take() is not { } held)
                return null;
            // The process that left these is gone, because this one holds its lock.
            foreach (var (_, stale) in Layout.PartialEntries().Where(partial => partial.Key == key))
                Remove(stale);
            return new StagingFolder(key, Layout, files, verifier, held);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DiskError.Explain(error, Root);
        }
    }

    /// <summary>Compares every artifact with its record and removes the damaged ones, each with a warning.</summary>
    /// <returns>How many were whole and how many were not.</returns>
    public (int Whole, int Damaged) Verify()
    {
        var found = Layout.Entries().ToList().Select(Find).ToList();
        return (found.Count(artifact => artifact is not null), found.Count(artifact => artifact is null));
    }

    /// <summary>
    /// Removes every artifact, scratch and half-made folder but those of the keys to keep and those in work, and what stages can
    /// make again.
    /// </summary>
    /// <returns>The removed artifacts and the bytes that all of it took.</returns>
    public (IReadOnlyList<ArtifactKey> Removed, long Bytes) Collect(IReadOnlySet<ArtifactKey> keep)
    {
        var removed = new List<ArtifactKey>();
        var bytes = Sweep() + Remove(Layout.Cache);
        foreach (var key in Layout.Entries().Concat(Layout.ScratchEntries()).Distinct().Except(keep).ToList())
        {
            using var mine = FileLock.TryTake(Layout.Lock(key));
            if (mine is null)
                continue;
            if (Directory.Exists(Layout.Entry(key)))
                removed.Add(key);
            bytes += Remove(Layout.Entry(key)) + Remove(Layout.Scratch(key));
        }
        return (removed, bytes);
    }

    /// <summary>Removes what killed processes left half made; returns its bytes.</summary>
    internal long Sweep()
    {
        var bytes = 0L;
        // A kill right after an artifact got its name leaves its checkpoints, which are not needed any more.
        var spent = Layout.ScratchEntries().Where(key => Directory.Exists(Layout.Entry(key)))
            .Select(key => (key, Layout.Scratch(key)));
        foreach (var (key, folder) in Layout.PartialEntries().Concat(spent).ToList())
        {
            // The process that writes it holds the lock, on any machine and in any container.
            using var mine = FileLock.TryTake(Layout.Lock(key));
            bytes += mine is null ? 0 : Remove(folder);
        }
        return bytes + Layout.RemovedEntries().Sum(Delete);
    }

    /// <summary>Renames a folder, so that no process finds a part of it, deletes it, and returns its size in bytes.</summary>
    private long Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return 0;
        Directory.CreateDirectory(Layout.Partials);
        var aside = Layout.Removed();
        Directory.Move(folder, aside);
        return Delete(aside);
    }

    private static long Delete(string folder)
    {
        try
        {
            var bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            Directory.Delete(folder, recursive: true);
            return bytes;
        }
        catch (DirectoryNotFoundException)
        {
            // Another process swept it at the same time.
            return 0;
        }
    }
}
