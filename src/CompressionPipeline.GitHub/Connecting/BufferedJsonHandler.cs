using System.Net;

namespace CompressionPipeline.GitHub.Connecting;

// Buffers each response whole and accepts JSON only. Octokit limits how long a response may take to begin, not to end, and reads
// a proxy's HTML page in place of a list as an empty list.
internal sealed class BufferedJsonHandler : DelegatingHandler
{
    // Octokit itself follows redirects, and sends the token along only where the host stays the same.
    public BufferedJsonHandler()
        : base(new HttpClientHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All })
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            var headers = response.Content.Headers;
            return !response.IsSuccessStatusCode
                || headers.ContentLength == 0 || headers.ContentType?.MediaType == "application/json"
                ? response
                : throw new FormatException($"{headers.ContentType} in place of JSON");
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
