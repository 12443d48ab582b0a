using System.Globalization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Hub;

/// <summary>Brings the files of one commit into the cache, each whole or not at all.</summary>
internal sealed class HubDownload(
    HubHttp http, HubCache cache, HubRepository repository, string commit, IReadOnlyList<HubFile> files,
    Action<StageProgress> tell)
{
    private readonly long total = files.Sum(file => file.Size);
    private long done;

    public async ValueTask Get(HubFile file, CancellationToken stop)
    {
        // No lock is taken for a file that is there: the cache may be read-only.
        var isHere = cache.Has(file, commit);
        if (isHere && cache.IsLinked(file, commit))
        {
            Interlocked.Add(ref done, file.Size);
        }
        else if (!isHere && http.IsOffline)
        {
            throw new PipelineException(HubErrors.Offline(cache.Snapshot(commit), $"{file.Path} of {repository}"));
        }
        else
        {
            using var mine = cache.Lock(file, () => tell(new("waiting for another download", done, total, file.Path)), stop);
            if (isHere || cache.Has(file, commit))
                Interlocked.Add(ref done, file.Size);
            else
                await http.Retry(token => Receive(file, token), stop).ConfigureAwait(false);
            cache.Link(file, commit);
        }
        Tell(file);
    }

    private async Task<bool> Receive(HubFile file, CancellationToken stop)
    {
        long here;
        using (var partial = cache.OpenPartial(file))
        {
            here = partial.Length < file.Size ? partial.Length : 0;
            Interlocked.Add(ref done, here);
            try
            {
                var path = string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
                await http.Receive($"{repository.Page}/resolve/{commit}/{path}", here, (part, offset) =>
                {
                    if (offset + part.Length > file.Size)
                    {
                        cache.Write(partial, default, 0);
                        throw new InvalidDataException(
                            $"{file.Path} arrives with more than the {file.Size:N0} bytes that the hub has");
                    }
                    cache.Write(partial, part, offset);
                    Interlocked.Add(ref done, offset + part.Length - here);
                    here = offset + part.Length;
                    Tell(file);
                }, stop).ConfigureAwait(false);
            }
            catch
            {
                Interlocked.Add(ref done, -here);
                throw;
            }
        }
        if (cache.Take(file))
            return true;
        Interlocked.Add(ref done, -here);
        // What arrived is not what the hub has: a proxy's page, or a broken line. Another attempt begins anew.
        throw new InvalidDataException(
            $"{file.Path} arrived with {here:N0} bytes and another digest than the {file.Size:N0} bytes that the hub has");
    }

    private void Tell(HubFile file) => tell(new(
        "downloading", done, total, string.Create(CultureInfo.InvariantCulture, $"{file.Path}, {total / 1e6:N0} MB in all")));
}
