using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace CompressionPipeline.Data.Hub;

/// <summary>Requests to the hub, repeated after transient errors.</summary>
internal sealed class HubHttp : IDisposable
{
    private const int MaxAttempts = 6;
    private const int MaxRedirects = 5;
    private const long MostBytesOfAnswer = 256 << 20;

    private readonly HubSettings settings;
    private readonly ResiliencePipeline retries;

    // Redirects are followed here: the token goes along to a repository's new name and to no other host. Proxies are the
    // system's.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public HubHttp(HubSettings settings, Action<string> warn)
    {
        this.settings = settings;
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("CompressionPipeline", null));
        retries = new ResiliencePipelineBuilder { TimeProvider = settings.Time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as HubException)?.RetryAfter),
            ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome.Exception)),
            OnRetry = args =>
            {
                warn($"{settings.Endpoint.Host}: {args.Outcome.Exception!.Message.TrimEnd('.')}. Trying again in "
                    + $"{Math.Ceiling(args.RetryDelay.TotalSeconds):0} s.");
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>Whether nothing may be asked.</summary>
    public bool IsOffline => settings.IsOffline;

    // Whether another attempt may succeed: the connection was cut or refused, the server was busy or silent, or what came was
    // damaged. Errors of the disk are no IOException any more where this is asked.
    public static bool IsTransient(Exception? error) =>
        error is HubException { IsTransient: true }
            or HttpRequestException or IOException or TimeoutException or InvalidDataException;

    /// <summary>The whole answer to a path with its query.</summary>
    public Task<byte[]> Read(string path, CancellationToken stop) => Retry(async token =>
    {
        using var whole = new MemoryStream();
        await Receive(path, 0, (part, offset) =>
        {
            if (offset > MostBytesOfAnswer)
                throw new InvalidDataException($"the answer has more than {MostBytesOfAnswer:N0} bytes");
            whole.Write(part.Span);
        }, token).ConfigureAwait(false);
        return whole.ToArray();
    }, stop);

    public async Task<T> Retry<T>(Func<CancellationToken, Task<T>> operation, CancellationToken stop) =>
        await retries.ExecuteAsync(async token => await operation(token).ConfigureAwait(false), stop).ConfigureAwait(false);

    // One attempt to receive a file, in parts with their offsets; these begin at 0 again where the server begins anew.
    public async Task Receive(string path, long from, Action<ReadOnlyMemory<byte>, long> take, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            limit.CancelAfter(settings.Timeout);
            using var response = await Send(new Uri(settings.Endpoint, path), from, limit.Token).ConfigureAwait(false);
            var offset = response.StatusCode == HttpStatusCode.PartialContent ? from : 0;
            using var body = await response.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
            var buffer = new byte[1 << 17];
            while (await body.ReadAsync(buffer, limit.Token).ConfigureAwait(false) is > 0 and var count)
            {
                take(buffer.AsMemory(0, count), offset);
                offset += count;
                limit.CancelAfter(settings.Timeout);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {settings.Timeout.TotalSeconds:0} s");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> Send(Uri address, long from, CancellationToken stop)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (from > 0)
                request.Headers.Range = new RangeHeaderValue(from, null);
            if (settings.Token.IsSet && IsSameServer(address, settings.Endpoint))
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token.Reveal());
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent)
                return response;
            using (response)
            {
                if ((int)response.StatusCode is >= 301 and <= 308 && response.Headers.Location is { } next
                    && redirects < MaxRedirects && new Uri(address, next) is { Scheme: "https" or "http" } other)
                {
                    address = other;
                    continue;
                }
                throw new HubException(response.StatusCode, Header(response, "X-Error-Code"), RetryAfter(response));
            }
        }
    }

    /// <summary>Whether both addresses are of one server, reached in one way: a token must not go on in plain text.</summary>
    internal static bool IsSameServer(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Bounded(delta),
        { Date: { } date } => Bounded(date - settings.Time.GetUtcNow()),
        _ => null,
    };

    // A build must not wait for hours.
    private static TimeSpan Bounded(TimeSpan delay) => TimeSpan.FromSeconds(Math.Clamp(delay.TotalSeconds, 0, 300));

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
