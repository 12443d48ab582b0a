using System.Collections.Concurrent;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Hub;

/// <summary>Models and data sets of the Hugging Face hub, or of a mirror that has its API.</summary>
/// <remarks>Files are kept in the cache of the hub's own library, and checked against the hub's digests each time.</remarks>
public sealed class HubClient : IDisposable
{
    private const int Parallels = 4;
    private const int Named = 10;

    private readonly HubSettings settings;
    private readonly IProgressSink progress;
    private readonly HubHttp http;
    private readonly Lock gate = new();

    // A revision is looked up once, so that all that a client does with it is about the same commit.
    private readonly ConcurrentDictionary<(HubRepository Repository, string Revision), HubCommit> commits = new();

    /// <summary>A client; nothing is asked yet.</summary>
    public HubClient(HubSettings settings, IProgressSink progress)
    {
        (this.settings, this.progress) = (settings, progress);
        http = new(settings, Warn);
    }

    /// <summary>The commit that a branch, tag or commit is now.</summary>
    /// <returns>40 hexadecimal characters. Where the hub cannot be reached, the commit that the cache remembers.</returns>
    /// <exception cref="PipelineException">There is no such repository or revision, it may not be read, or it cannot be
    /// reached; the message says what to do.</exception>
    public async Task<string> Resolve(HubRepository repository, string revision, CancellationToken stop = default) =>
        HubRepository.IsCommit(revision) ? revision : (await Look(repository, revision, stop).ConfigureAwait(false)).Sha;

    /// <summary>
    /// Patterns of the files that are read where nobody names any: those of the only part that a data set's card names, or of
    /// the default part. Empty where the card names no part.
    /// </summary>
    /// <param name="repository">A data set.</param>
    /// <param name="revision">A branch, tag or commit.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="PipelineException">
    /// As in <see cref="Resolve"/>, or the card names several parts and none is the default.
    /// </exception>
    public async Task<IReadOnlyList<string>> DefaultFiles(
        HubRepository repository, string revision, CancellationToken stop = default)
    {
        var parts = HubConfiguration.Of(await Look(repository, revision, stop).ConfigureAwait(false));
        return parts switch
        {
            [] => [],
            [var only] => only.Files,
            _ => parts.FirstOrDefault(part => part.IsDefault)?.Files ?? throw new PipelineException(
                $"{repository} at {revision} has {parts.Count} parts, which are not meant to be used together: "
                + string.Join(", ", parts.Take(Named).Select(part => part.Name)) + (parts.Count > Named ? ", …" : "")
                + $". Name the files of one or more in the data section; {parts[0].Name} has files: "
                + $"[{string.Join(", ", parts[0].Files.Select(file => $"'{file}'"))}]."),
        };
    }

    /// <summary>Downloads the wanted files of a revision that the cache lacks.</summary>
    /// <param name="repository">Where they are.</param>
    /// <param name="revision">A branch, tag or commit.</param>
    /// <param name="wanted">Chooses among the paths of the repository's files.</param>
    /// <param name="stop">Cancels the download; what has arrived stays for the next one.</param>
    /// <exception cref="PipelineException">As in <see cref="Resolve"/>, or the disk is full, or no file is wanted.</exception>
    public async Task<HubSnapshot> Download(
        HubRepository repository, string revision, Func<string, bool> wanted, CancellationToken stop = default)
    {
        var commit = await Look(repository, revision, stop).ConfigureAwait(false);
        var cache = new HubCache(settings, repository);
        List<HubFile> files = [.. commit.Files.Where(file => wanted(file.Path))];
        var download = new HubDownload(http, cache, repository, commit.Sha, files, Tell);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Parallels, CancellationToken = stop };
            await Parallel.ForEachAsync(files, options, download.Get).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HubException || HubHttp.IsTransient(error))
        {
            throw await new HubErrors(settings, http).Explain(error, repository, revision, stop).ConfigureAwait(false);
        }
        // Of a commit that the hub's own library has brought, the cache is all that is known without the hub.
        var paths = commit.Files.Count > 0 ? files.Select(file => file.Path) : cache.Files(commit.Sha).Where(wanted);
        string[] found = [.. paths.Order(StringComparer.Ordinal)];
        return found.Length > 0
            ? new(cache.Snapshot(commit.Sha), commit.Sha, found)
            {
                Others = [.. commit.Files.Except(files).Select(file => file.Path)],
                License = commit.License,
            }
            : throw new PipelineException(commit.Files.Count > 0
                ? $"{repository} at {revision} has none of the files that are needed; it has "
                    + string.Join(", ", commit.Files.Take(Named).Select(file => file.Path))
                    + (commit.Files.Count > Named ? ", …" : ".")
                    + (repository.IsDataSet && !revision.StartsWith("refs/", StringComparison.Ordinal)
                        ? $" Of most data sets the hub has Parquet files: say revision: {HubConfiguration.ParquetBranch}." : "")
                : NotInCache(repository, revision));
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<HubCommit> Look(HubRepository repository, string revision, CancellationToken stop) =>
        commits.TryGetValue((repository, revision), out var known)
            ? known
            : commits[(repository, revision)] = await Ask(repository, revision, stop).ConfigureAwait(false);

    /// <summary>What the hub says about a revision; without it, what the cache knows.</summary>
    private async Task<HubCommit> Ask(HubRepository repository, string revision, CancellationToken stop)
    {
        var cache = new HubCache(settings, repository);
        var remembered = HubRepository.IsCommit(revision) ? revision : cache.Commit(revision);
        if (settings.IsOffline)
            return cache.Known(remembered ?? throw new PipelineException(NotInCache(repository, revision)));
        try
        {
            var path = $"{repository.Api}/revision/{Uri.EscapeDataString(revision)}?blobs=true";
            var address = new Uri(settings.Endpoint, path).ToString();
            var answer = await http.Read(path, stop).ConfigureAwait(false);
            var commit = HubCommit.Parse(answer, address);
            cache.Remember(revision, commit, answer, stop);
            return commit;
        }
        catch (Exception error) when (HubHttp.IsTransient(error) && remembered is not null && cache.Files(remembered).Any())
        {
            Warn($"{settings.Endpoint} cannot be reached ({error.Message.TrimEnd('.')}): {repository} is taken from the cache, "
                + $"as {revision} was when it was last downloaded.");
            return cache.Known(remembered);
        }
        catch (Exception error) when (error is HubException || HubHttp.IsTransient(error))
        {
            throw await new HubErrors(settings, http).Explain(error, repository, revision, stop).ConfigureAwait(false);
        }
    }

    private string NotInCache(HubRepository repository, string revision) =>
        settings.IsOffline
            ? HubErrors.Offline(settings.Cache, $"{repository} at {revision}")
            : $"{repository} at {revision} has no files on {settings.Endpoint}, and {settings.Cache} has none of those that are "
                + "needed. Name another revision, or run again when the hub can be reached.";

    private void Warn(string message)
    {
        lock (gate)
            progress.Warn(settings.Token.Hide(message));
    }

    private void Tell(StageProgress step)
    {
        lock (gate)
            progress.Step(step);
    }
}
