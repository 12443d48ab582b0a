namespace CompressionPipeline.Data.Hub;

/// <summary>Files of one commit of a repository, whole and on this disk.</summary>
/// <param name="Folder">The folder that holds them as the repository does.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Files">Paths of the files in the folder, with <c>/</c>, in ordinal order.</param>
public sealed record HubSnapshot(string Folder, string Commit, IReadOnlyList<string> Files)
{
    /// <summary>Paths of the commit's files that were not wanted, as far as the hub tells them.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The licence that the repository's card names, as the hub writes it; null where it is not known.</summary>
    public string? License { get; init; }
}
