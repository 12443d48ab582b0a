using System.Net.Http.Headers;
using System.Text;
using Octokit.Internal;

namespace Octokit;

public interface IConnection
{
    Uri BaseAddress { get; }

    Credentials Credentials { get; set; }

    void SetRequestTimeout(TimeSpan timeout);
}

public class Connection : IConnection
{
    private readonly IHttpClient http;
    private readonly string agent;

    public Connection(ProductHeaderValue productInformation)
        : this(productInformation, GitHubClient.GitHubApiUrl)
    {
    }

    public Connection(ProductHeaderValue productInformation, IHttpClient httpClient)
        : this(productInformation, GitHubClient.GitHubApiUrl, httpClient)
    {
    }

    public Connection(ProductHeaderValue productInformation, Uri baseAddress)
        : this(productInformation, baseAddress, new HttpClientAdapter(() => new HttpClientHandler { AllowAutoRedirect = true }))
    {
    }

    private Connection(ProductHeaderValue productInformation, Uri baseAddress, IHttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(productInformation);
        ArgumentNullException.ThrowIfNull(baseAddress);
        ArgumentNullException.ThrowIfNull(httpClient);
        if (!baseAddress.IsAbsoluteUri)
            throw new ArgumentException($"The base address '{baseAddress}' must be an absolute URI", nameof(baseAddress));
        agent = $"{productInformation} (stand-in; .NET {Environment.Version})";
        BaseAddress = baseAddress;
        http = httpClient;
    }

    public Uri BaseAddress { get; }

    public Credentials Credentials { get; set; } = Credentials.Anonymous;

    public void SetRequestTimeout(TimeSpan timeout) => http.SetRequestTimeout(timeout);

    internal async Task<IResponse> Send(HttpMethod method, Uri address, HttpContent content, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var request = new Request(method, new Uri(BaseAddress, address), content, timeout);
        request.Headers["User-Agent"] = agent;
        request.Headers["Accept"] = "application/vnd.github.v3+json";
        if (Credentials.AuthenticationType is AuthenticationType.Oauth or AuthenticationType.Bearer)
            request.Headers["Authorization"] = $"{(Credentials.AuthenticationType == AuthenticationType.Bearer ? "Bearer" : "Token")} {Credentials.Password}";
        var response = await http.Send(request, cancellationToken).ConfigureAwait(false);
        Faults.ThrowOn(response);
        return response;
    }

    // As the package sends it: GitHub takes JSON whatever the header calls it.
    internal static HttpContent JsonContent(object body) =>
        new StringContent(Json.Text(body), Encoding.UTF8) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
}
