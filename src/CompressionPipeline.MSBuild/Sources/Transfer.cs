using System.Net;
using System.Net.Http.Headers;

namespace CompressionPipeline.MSBuild.Sources;

/// <summary>Gets one address into one file: goes on where an earlier try stopped, and tries again where that may help.</summary>
internal sealed class Transfer(HttpClient client, Action<string> tell)
{
    // GitHub takes assets below 2 GiB.
    private const long Largest = 4L << 30;
    private const int Tries = 4;

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
            catch (Exception error) when (!cancellation.IsCancellationRequested && Passes(error))
            {
                if (attempt == Tries)
                    throw new ModelError(Codes.Download, $"{address} could not be fetched: {Words(error)}. Check the network and the source, then build again: it goes on where it stopped.", error);
                tell($"{address}: {Words(error)}; try {attempt + 1} of {Tries}");
                await Task.Delay((error as BusyException)?.Pause ?? TimeSpan.FromMilliseconds(250 * (1 << attempt)), cancellation).ConfigureAwait(false);
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
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Whole already, or longer than what is there: the digest tells.
            return;
        }
        Require(response, address);
        target.Position = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == target.Length ? target.Length : 0;
        target.SetLength(target.Position);
        var announced = target.Position + response.Content.Headers.ContentLength;
        using var source = await response.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
        var block = new byte[1 << 17];
        while (await source.ReadAsync(block, watch.Token).ConfigureAwait(false) is > 0 and var count)
        {
            watch.CancelAfter(Stalled);
            if (target.Position + count > Largest)
                throw new ModelError(Codes.Download, $"{address} is larger than {Largest:N0} bytes, which no release is. Check the source.");
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
        BusyException.ThrowIfBusy(response, address, status);
        if (response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout)
            throw new HttpRequestException($"the server says {status}", null, response.StatusCode);
        throw new ModelError(response.StatusCode == HttpStatusCode.NotFound ? Codes.Asset : Codes.Download, response.StatusCode switch
        {
            HttpStatusCode.NotFound => $"{address} is not there ({status}): check name, Version and Variant, and that the release is published. A private repository answers like this to whom it does not know.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"{address} is not for everyone ({status}): give a token that may read it (CompressedModelTokenVariable names the environment variable that holds it). If it could be read before, build again later: GitHub says the same where it is asked too often.",
            _ => $"{address} could not be fetched: the server says {status}. Check CompressedModelSource.",
        });
    }

    private static bool Passes(Exception error) => error is HttpRequestException or IOException or OperationCanceledException;

    private static string Words(Exception error) => error is OperationCanceledException ? $"nothing came for {Stalled.TotalSeconds} seconds" : error.GetBaseException().Message.TrimEnd('.');
}
