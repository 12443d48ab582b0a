using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Octokit.Internal;

public interface IHttpClient : IDisposable
{
    Task<IResponse> Send(IRequest request, CancellationToken cancellationToken, Func<object, object> preprocessResponseBody = null);

    void SetRequestTimeout(TimeSpan timeout);
}

public class HttpClientAdapter : IHttpClient
{
    private const int MostRedirects = 4;

    private readonly HttpClient http;

    public HttpClientAdapter(Func<HttpMessageHandler> getHandler)
    {
        ArgumentNullException.ThrowIfNull(getHandler);
        http = new HttpClient(getHandler());
    }

    public async Task<IResponse> Send(IRequest request, CancellationToken cancellationToken, Func<object, object> preprocessResponseBody = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (preprocessResponseBody is not null)
            throw new NotSupportedException("HttpClientAdapter.Send: preprocessResponseBody.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(request.Timeout);
        using var answer = await Follow(Message(request), limit.Token).ConfigureAwait(false);
        // As in the package: nothing limits how long the rest of an answer takes, and headers are the answer's own, in its own letters.
        return new Response(
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(CancellationToken.None).ConfigureAwait(false),
            answer.Headers.ToDictionary(header => header.Key, header => header.Value.First()),
            answer.Content.Headers.ContentType?.MediaType);
    }

    public void SetRequestTimeout(TimeSpan timeout) => http.Timeout = timeout;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            http.Dispose();
    }

    private async Task<HttpResponseMessage> Follow(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            var next = await Copy(message).ConfigureAwait(false);
            var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (answer.Headers.Location is not { } location)
                return answer;
            if (redirects == MostRedirects)
                throw new InvalidOperationException("The redirect count for this request has been exceeded. Aborting.");
            if (answer.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                return answer;
            if (answer.StatusCode == HttpStatusCode.SeeOther)
                (next.Method, next.Content) = (HttpMethod.Get, null);
            next.RequestUri = location;
            if (!string.Equals(location.Host, message.RequestUri.Host, StringComparison.OrdinalIgnoreCase))
                next.Headers.Authorization = null;
            message = next;
        }
    }

    private static HttpRequestMessage Message(IRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(request.BaseAddress, request.Endpoint));
        foreach (var (name, value) in request.Headers)
            message.Headers.Add(name, value);
        message.Content = request.Body switch
        {
            string text => new StringContent(text, Encoding.UTF8, request.ContentType),
            Stream bytes => new StreamContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(request.ContentType) } },
            _ => null,
        };
        return message;
    }

    // For a redirect; the package, too, holds all that is sent in memory for it.
    private static async Task<HttpRequestMessage> Copy(HttpRequestMessage message)
    {
        var copy = new HttpRequestMessage(message.Method, message.RequestUri);
        if (message.Content is { } content)
        {
            copy.Content = new ByteArrayContent(await Bytes(content).ConfigureAwait(false));
            foreach (var (name, values) in content.Headers)
                copy.Content.Headers.TryAddWithoutValidation(name, values);
        }
        foreach (var (name, values) in message.Headers)
            copy.Headers.TryAddWithoutValidation(name, values);
        return copy;
    }

    private static async Task<byte[]> Bytes(HttpContent content)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes).ConfigureAwait(false);
        return bytes.ToArray();
    }
}
