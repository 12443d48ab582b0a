using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>The folders of a store. Names that start with a dot are the store's own, all others are stages.</summary>
internal sealed record StoreLayout(string Root)
{
    public string Partials => Path.Combine(Root, ".partial");

    public string Scratches => Path.Combine(Root, ".scratch");

    /// <summary>What stages can make again.</summary>
    public string Cache => Path.Combine(Root, ".cache");

    public string Locks => Path.Combine(Root, ".locks");

    public string Runs => Path.Combine(Root, ".runs");

    public string History => Path.Combine(Root, "history.jsonl");

    public string Entry(ArtifactKey key) => Path.Combine(Root, key.Stage, key.Digest.Hex);

    public string Partial(ArtifactKey key) => Path.Combine(Partials, $"{key.Stage}-{key.Digest.Hex}-{Environment.ProcessId}");

    public string Scratch(ArtifactKey key) => Path.Combine(Scratches, key.Stage, key.Digest.Hex);

    public string Lock(ArtifactKey key) => Path.Combine(Locks, $"{key.Stage}-{key.Digest.Hex}");

    public IEnumerable<ArtifactKey> Entries() => Keys(Root);

    public IEnumerable<ArtifactKey> ScratchEntries() => Keys(Scratches);

    /// <summary>Staging folders, with their keys; a folder with another kind of name is left alone.</summary>
    public IEnumerable<(ArtifactKey Key, string Folder)> PartialEntries()
    {
        foreach (var folder in Folders(Partials))
        {
            var parts = Path.GetFileName(folder).Split('-');
            if (parts.Length >= 3 && AsKey(string.Join('-', parts[..^2]), parts[^2]) is { } key)
                yield return (key, folder);
        }
    }

    /// <summary>A new name for a folder that is to be deleted.</summary>
    public string Removed() => Path.Combine(Partials, $"removed-{Guid.NewGuid():N}");

    /// <summary>Folders whose deletion was interrupted.</summary>
    public IEnumerable<string> RemovedEntries() =>
        Folders(Partials).Where(folder => Path.GetFileName(folder).StartsWith("removed-", StringComparison.Ordinal));

    private static IEnumerable<ArtifactKey> Keys(string root) =>
        from stage in Folders(root)
        where !Path.GetFileName(stage).StartsWith('.')
        from entry in Folders(stage)
        let key = AsKey(Path.GetFileName(stage), Path.GetFileName(entry))
        where key is not null
        select key;

    private static ArtifactKey? AsKey(string stage, string hex) =>
        Digest.Parse(hex) is { } digest ? new ArtifactKey(stage, digest) : null;

    private static string[] Folders(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)] : [];
}
