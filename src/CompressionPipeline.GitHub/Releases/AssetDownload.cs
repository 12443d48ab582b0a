using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Releases;

/// <summary>Brings assets down and asks for their digests. Octokit does neither without holding the whole asset in memory.</summary>
internal sealed class AssetDownload : IDisposable
{
    private const string Bytes = "application/octet-stream";
    private const string Json = "application/vnd.github+json";

    private static readonly Errand Read = new("read an asset", "contents: read");

    private readonly GitHubSettings settings;
    private readonly Patiently patiently;
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public AssetDownload(GitHubSettings settings, Patiently patiently)
    {
        (this.settings, this.patiently) = (settings, patiently);
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("CompressionPipeline", null));
    }

    /// <summary>SHA-256 of an asset: as GitHub tells it, or where it does not, of what comes down.</summary>
    public async Task<Digest> Digest(string assetUrl, long size, CancellationToken stop)
    {
        var told = await patiently.Ask(Read, () => Told(assetUrl, stop), stop).ConfigureAwait(false);
        if (told.Length > 0)
            return new Digest(told);
        var hex = await patiently.Ask(Read, async () =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await Stream(assetUrl, Bytes, size, part => hash.AppendData(part.Span), stop).ConfigureAwait(false);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }, stop).ConfigureAwait(false);
        return new Digest(hex);
    }

    /// <summary>Brings an asset down whole, or not at all.</summary>
    /// <exception cref="PipelineException">It is larger than <paramref name="most"/> bytes.</exception>
    public Task<string> Save(string assetUrl, string path, long most, CancellationToken stop) => patiently.Ask(Read, async () =>
    {
        using var whole = new MemoryStream();
        await Stream(assetUrl, Bytes, most, part => whole.Write(part.Span), stop).ConfigureAwait(false);
        AtomicFile.Write(path, file => whole.WriteTo(file));
        return path;
    }, stop);

    /// <summary>One try to bring down what GitHub answers an address of its API with, a store's address as a rule.</summary>
    /// <exception cref="PipelineException">It is larger than <paramref name="most"/> bytes.</exception>
    public Task Copy(string address, Stream target, long most, CancellationToken stop) => Stream(address, Json, most, part => target.Write(part.Span), stop);

    public void Dispose() => http.Dispose();

    /// <summary>The digest in GitHub's own record of the asset; empty where an older server keeps none.</summary>
    private async Task<string> Told(string assetUrl, CancellationToken stop)
    {
        using var limit = Limit(settings.Timeout, stop);
        using var answer = await Send(assetUrl, Json, limit.Token).ConfigureAwait(false);
        try
        {
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false));
            var told = json.RootElement.TryGetProperty("digest", out var digest) && digest.ValueKind == JsonValueKind.String ? digest.GetString()! : "";
            var hex = told.StartsWith("sha256:", StringComparison.Ordinal) ? told["sha256:".Length..] : "";
            return Core.Digest.Parse(hex)?.Hex ?? "";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException("no JSON", error);
        }
    }

    private async Task Stream(string address, string accept, long most, Action<ReadOnlyMemory<byte>> take, CancellationToken stop)
    {
        using var limit = Limit(settings.TransferTimeout, stop);
        using var answer = await Send(address, accept, limit.Token).ConfigureAwait(false);
        using var body = await answer.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
        var (buffer, sum) = (new byte[1 << 16], 0L);
        while (await body.ReadAsync(buffer, limit.Token).ConfigureAwait(false) is > 0 and var count)
        {
            if ((sum += count) > most)
                throw new PipelineException($"{address} is larger than {most} bytes, which is not what it should be: look at who uploaded it.");
            take(buffer.AsMemory(0, count));
        }
        // HttpClient itself objects where fewer bytes arrive than were announced.
    }

    private async Task<HttpResponseMessage> Send(string address, string accept, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Accept = { new(accept) } } };
        // The token is for the API alone; HttpClient drops it where the API sends us on to a store.
        if (request.RequestUri!.GetLeftPart(UriPartial.Authority) == settings.Api.GetLeftPart(UriPartial.Authority))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token.Reveal());
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.OK)
            return answer;
        using (answer)
        {
            throw new DownloadException(
                new(answer.StatusCode, [.. answer.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.First()))]),
                await Text(answer, stop).ConfigureAwait(false));
        }
    }

    // The beginning is enough to tell a limit from a refusal.
    private static async Task<string> Text(HttpResponseMessage answer, CancellationToken stop)
    {
        using var body = await answer.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        var beginning = new byte[1 << 12];
        return Encoding.UTF8.GetString(beginning, 0, await body.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false));
    }

    private static CancellationTokenSource Limit(TimeSpan time, CancellationToken stop)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(time);
        return limit;
    }
}
