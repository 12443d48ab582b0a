using System.Net;
using System.Net.Http.Headers;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Sources;

// Downloads an address to a file: resumes an earlier attempt, and retries transient errors. It has its own retry loop, because
// every assembly that the task loads is one more file in the package and in the process of the user's build.
internal sealed class Transfer(HttpClient client, Action<string> log)
{
    // GitHub takes assets below 2 GiB.
    private const long Largest = 4L << 30;
    private const int MaxAttempts = 4;

    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(60);

    public async Task Get(Func<HttpRequestMessage> request, string address, string path, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Once(request(), address, path, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested && IsTransient(error))
            {
                if (attempt == MaxAttempts)
                    throw new ModelError(
                        Codes.Download,
                        $"{address} could not be fetched: {Describe(error)}. Check the network and the source, then "
                        + "build again: it resumes.", error);
                log($"{address}: {Describe(error)}; attempt {attempt + 1} of {MaxAttempts}");
                var delay = (error as RateLimitException)?.RetryAfter ?? TimeSpan.FromMilliseconds(250 * (1 << attempt));
                await Task.Delay(delay, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task Once(HttpRequestMessage request, string address, string path, CancellationToken cancellation)
    {
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        watch.CancelAfter(Stalled);
        using var target = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        if (target.Length > 0)
            request.Headers.Range = new RangeHeaderValue(target.Length, null);
        using var response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, watch.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // The file is complete, or longer than the source: its digest decides.
            return;
        }
        Require(response, address);
        target.Position = response.StatusCode == HttpStatusCode.PartialContent
            && response.Content.Headers.ContentRange?.From == target.Length ? target.Length : 0;
        target.SetLength(target.Position);
        var announced = target.Position + response.Content.Headers.ContentLength;
        using var source = await response.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
        var block = new byte[1 << 17];
        while (await source.ReadAsync(block, watch.Token).ConfigureAwait(false) is > 0 and var count)
        {
            watch.CancelAfter(Stalled);
            if (target.Position + count > Largest)
                throw new ModelError(
                    Codes.Download,
                    $"{address} is larger than {Largest:N0} bytes, which no release is. Check the source.");
            target.Write(block.AsSpan(0, count));
        }
        if (target.Position < announced)
            throw new IOException($"the connection ended after {target.Position:N0} of {announced:N0} bytes");
    }

    private static void Require(HttpResponseMessage response, string address)
    {
        if (response.IsSuccessStatusCode)
            return;
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        RateLimitException.ThrowIfLimited(response, address, status);
        if (response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout)
            throw new HttpRequestException($"the server says {status}", null, response.StatusCode);
        throw new ModelError(
            response.StatusCode == HttpStatusCode.NotFound ? Codes.Asset : Codes.Download, response.StatusCode switch
        {
            HttpStatusCode.NotFound =>
                $"{address} does not exist ({status}): check name, Version and Variant, and that the release is published. "
                + "A private repository answers the same without a token.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"{address} needs a token ({status}): provide one that may read it (CompressedModelTokenVariable names "
                + "the environment variable that holds it). If it could be read before, build again later: GitHub answers "
                + "the same where it is asked too often.",
            _ => $"{address} could not be fetched: the server says {status}. Check CompressedModelSource.",
        });
    }

    private static bool IsTransient(Exception error) =>
        error is HttpRequestException or IOException or OperationCanceledException;

    private static string Describe(Exception error) => error is OperationCanceledException
        ? $"no data arrived for {Stalled.TotalSeconds} seconds"
        : error.GetBaseException().Message.TrimEnd('.');
}
