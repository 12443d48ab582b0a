using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub.Connecting;

// Downloads release assets and artifacts, and reads the digests of assets. Octokit does neither without holding the whole asset
// in memory.
internal sealed class Downloads(GitHubSettings settings, ApiCalls calls) : IDisposable
{
    private const string Bytes = MediaTypeNames.Application.Octet;
    private const string Json = "application/vnd.github+json";
    private static readonly Operation Read = new("read an asset", "contents: read");

    private readonly HttpClient http = new()
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("CompressionPipeline", null) } },
    };

    /// <summary>SHA-256 of an asset: from GitHub's record of it, or where that has none, of the downloaded bytes.</summary>
    public async Task<Digest> Digest(string assetUrl, long size, CancellationToken stop)
    {
        var recorded = await calls.Run(Read, () => RecordedDigest(assetUrl, stop), stop).ConfigureAwait(false);
        if (recorded.Length > 0)
            return new Digest(recorded);
        var hex = await calls.Run(Read, async () =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await Stream(assetUrl, Bytes, size, part => hash.AppendData(part.Span), stop).ConfigureAwait(false);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }, stop).ConfigureAwait(false);
        return new Digest(hex);
    }

    /// <summary>Downloads an asset whole, or not at all.</summary>
    public Task<string> Save(string assetUrl, string path, long most, CancellationToken stop) => calls.Run(Read, async () =>
    {
        using var whole = new MemoryStream();
        await Stream(assetUrl, Bytes, most, part => whole.Write(part.Span), stop).ConfigureAwait(false);
        AtomicFile.Write(path, file => whole.WriteTo(file));
        return path;
    }, stop);

    /// <summary>One attempt to download what an address of GitHub's API redirects to.</summary>
    public Task Copy(string address, Stream target, long most, CancellationToken stop) =>
        Stream(address, Json, most, part => target.Write(part.Span), stop);

    public void Dispose() => http.Dispose();

    /// <summary>The digest in GitHub's own record of the asset; empty where an older server keeps none.</summary>
    private async Task<string> RecordedDigest(string assetUrl, CancellationToken stop)
    {
        using var limit = Limit(settings.Timeout, stop);
        using var response = await Send(assetUrl, Json, limit.Token).ConfigureAwait(false);
        try
        {
            var json = StrictJson.ParseObject(
                await response.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false), assetUrl, "");
            var text = json["digest"].Is<string>(out var digest) ? digest : "";
            var hex = text.StartsWith("sha256:", StringComparison.Ordinal) ? text["sha256:".Length..] : "";
            return Core.Digest.Parse(hex)?.Hex ?? "";
        }
        catch (InvalidFileException error)
        {
            throw new FormatException("not JSON", error);
        }
    }

    private async Task Stream(string address, string accept, long most, Action<ReadOnlyMemory<byte>> take, CancellationToken stop)
    {
        using var limit = Limit(settings.TransferTimeout, stop);
        using var response = await Send(address, accept, limit.Token).ConfigureAwait(false);
        using var body = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
        var (buffer, sum) = (new byte[1 << 16], 0L);
        while (await body.ReadAsync(buffer, limit.Token).ConfigureAwait(false) is > 0 and var count)
        {
            if ((sum += count) > most)
                throw new PipelineException($"{address} is larger than the expected {most} bytes: check who uploaded it.");
            take(buffer.AsMemory(0, count));
        }
        // HttpClient itself throws where fewer bytes arrive than were announced.
    }

    private async Task<HttpResponseMessage> Send(string address, string accept, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Accept = { new(accept) } } };
        // The token is for the API alone; HttpClient drops it where the API redirects to a storage host.
        if (request.RequestUri!.GetLeftPart(UriPartial.Authority) == settings.Api.GetLeftPart(UriPartial.Authority))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token.Reveal());
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK)
            return response;
        using (response)
        {
            throw new DownloadException(
                new(response.StatusCode,
                    [.. response.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.First()))]),
                await Text(response, stop).ConfigureAwait(false));
        }
    }

    // The beginning is enough to tell a rate limit from a refusal.
    private static async Task<string> Text(HttpResponseMessage response, CancellationToken stop)
    {
        using var body = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        var beginning = new byte[1 << 12];
        var count = await body.ReadAtLeastAsync(
            beginning, beginning.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
        return Encoding.UTF8.GetString(beginning, 0, count);
    }

    private static CancellationTokenSource Limit(TimeSpan time, CancellationToken stop)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(time);
        return limit;
    }
}
