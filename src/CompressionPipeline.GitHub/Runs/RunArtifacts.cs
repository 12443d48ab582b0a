using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Runs;

internal sealed class RunArtifacts(GitHubRepository repository)
{
    // A job's token has 1,000 calls an hour.
    private const int FewNames = 20;
    private const int MostPages = 30;

    /// <summary>
    /// The newest trusted and unexpired artifact of each name, among the runs of commits from this very repository: a fork's
    /// run can upload under any name.
    /// </summary>
    /// <param name="names">Whole names. For up to 20 GitHub is asked name by name, for more by the whole list, its newest 3,000
    /// artifacts at most.</param>
    /// <param name="trusted">Which of this repository's are trusted; null for all. A newer one that is not does not hide an older
    /// one that is.</param>
    /// <returns>By name; what was not found is absent.</returns>
    public async Task<IReadOnlyDictionary<string, RunArtifact>> Find(
        IReadOnlyCollection<string> names, Func<RunArtifact, bool>? trusted = null, CancellationToken stop = default)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        if (wanted.Count > FewNames)
            return await Newest(wanted, null, trusted, stop).ConfigureAwait(false);
        var found = new Dictionary<string, RunArtifact>(StringComparer.Ordinal);
        foreach (var name in wanted)
        {
            if ((await Newest([name], name, trusted, stop).ConfigureAwait(false)).GetValueOrDefault(name) is { } newest)
                found.Add(name, newest);
        }
        return found;
    }

    // The artifact of a name in one run, of any repository; null where there is none. Of several, as repeated attempts leave
    // them, the newest.
    public async Task<RunArtifact?> In(long run, string name, CancellationToken stop = default)
    {
        var list = new ActionsList(
            repository, Look($"the artifact {name} of run {run}"), $"runs/{run}/artifacts") { Name = name };
        var entries = await list.Read<ArtifactPage, ArtifactEntry>(page => page.Artifacts, stop)
            .ToListAsync(stop).ConfigureAwait(false);
        return entries.Where(entry => entry.Name == name && !entry.Expired).MaxBy(entry => entry.Id)?.Artifact(run);
    }

    /// <summary>
    /// Downloads an artifact and unpacks it into a folder, whole or not at all. A folder that is there is replaced.
    /// </summary>
    /// <param name="folder">Where to. It holds plain files below it and nothing else: no links, no paths that lead out.</param>
    /// <param name="mostBytes">The largest that it may be, packed and unpacked. Above 0.</param>
    public Task Unpack(RunArtifact artifact, string folder, long mostBytes, CancellationToken stop = default) =>
        new ArtifactDownload(repository, artifact, mostBytes).Unpack(
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), stop);

    private async Task<Dictionary<string, RunArtifact>> Newest(
        HashSet<string> wanted, string? filter, Func<RunArtifact, bool>? trusted, CancellationToken stop)
    {
        var list = new ActionsList(repository, Look(
            filter is null ? "artifacts" : $"the artifact {filter}"), "artifacts") { Name = filter, MostPages = MostPages };
        var found = new Dictionary<string, RunArtifact>(StringComparer.Ordinal);
        // GitHub lists the newest first.
        await foreach (
            var entry in list.Read<ArtifactPage, ArtifactEntry>(page => page.Artifacts, stop).Where(IsOurs).ConfigureAwait(false))
        {
            if (!wanted.Contains(entry.Name) || found.ContainsKey(entry.Name))
                continue;
            var artifact = entry.Artifact(entry.WorkflowRun!.Id);
            if (trusted?.Invoke(artifact) == false)
                continue;
            found.Add(entry.Name, artifact);
            if (found.Count == wanted.Count)
                break;
        }
        return found;
    }

    private static bool IsOurs(ArtifactEntry entry) =>
        !entry.Expired && entry.WorkflowRun is { RepositoryId: { } here } run && run.HeadRepositoryId == here;

    private static Operation Look(string what) => new($"look for {what}", "actions: read");

    private sealed class ArtifactPage
    {
        public IReadOnlyList<ArtifactEntry> Artifacts { get; set; } = [];
    }

    private sealed class ArtifactEntry
    {
        public long Id { get; set; }

        public string Name { get; set; } = "";

        public long SizeInBytes { get; set; }

        public bool Expired { get; set; }

        public RunEntry? WorkflowRun { get; set; }

        public RunArtifact Artifact(long run) => new(Id, Name, SizeInBytes, run, WorkflowRun?.HeadSha);
    }

    private sealed class RunEntry
    {
        public long Id { get; set; }

        public long? RepositoryId { get; set; }

        public long? HeadRepositoryId { get; set; }

        public string? HeadSha { get; set; }
    }
}

/// <summary>An artifact that a workflow run uploaded.</summary>
/// <param name="Id">Its id: a later artifact has a greater one.</param>
/// <param name="Name">Its name; many runs upload under the same.</param>
/// <param name="Bytes">Its size as GitHub tells it: of the zip, in bytes.</param>
/// <param name="Commit">The commit that the run was of, 40 hexadecimal characters; null where GitHub does not tell.</param>
internal sealed record RunArtifact(long Id, string Name, long Bytes, long Run, string? Commit);
