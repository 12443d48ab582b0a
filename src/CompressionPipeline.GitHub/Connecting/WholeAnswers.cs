using System.Net;

namespace CompressionPipeline.GitHub.Connecting;

/// <summary>
/// Takes an answer whole, in time, and from GitHub only: Octokit limits how long an answer may take to begin, not to end, and reads a proxy's
/// page in place of a list as an empty list.
/// </summary>
internal sealed class WholeAnswers : DelegatingHandler
{
    // Octokit itself follows to other addresses, with the token where the host stays the same.
    public WholeAnswers()
        : base(new HttpClientHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate })
    {
    }

    /// <exception cref="FormatException">It succeeded with something else than JSON.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await answer.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            var headers = answer.Content.Headers;
            return !answer.IsSuccessStatusCode || headers.ContentLength == 0 || headers.ContentType?.MediaType == "application/json"
                ? answer
                : throw new FormatException($"{headers.ContentType} in place of JSON");
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
