namespace Octokit.Internal;

public interface IRequest
{
    HttpMethod Method { get; }

    Uri Endpoint { get; }

    object Body { get; }

    Dictionary<string, string> Headers { get; }

    TimeSpan Timeout { get; }
}

internal sealed class Request(HttpMethod method, Uri endpoint, HttpContent body, TimeSpan? timeout) : IRequest
{
    public HttpMethod Method { get; } = method;

    public Uri Endpoint { get; } = endpoint;

    public object Body { get; } = body;

    public Dictionary<string, string> Headers { get; } = [];

    public TimeSpan Timeout { get; } = timeout ?? TimeSpan.FromSeconds(100);
}

public interface IHttpClient : IDisposable
{
    Task<IResponse> Send(IRequest request, CancellationToken cancellationToken, Func<object, object> preprocessResponseBody = null);

    void SetRequestTimeout(TimeSpan timeout);
}

public class HttpClientAdapter : IHttpClient
{
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
        using var message = new HttpRequestMessage(request.Method, request.Endpoint) { Content = (HttpContent)request.Body };
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(message, limit.Token).ConfigureAwait(false);
        return new Response(
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(limit.Token).ConfigureAwait(false),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => header.Value.First(), StringComparer.OrdinalIgnoreCase),
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
}
