using Octokit.Internal;

namespace Octokit;

public interface IConnection
{
    Uri BaseAddress { get; }

    Credentials Credentials { get; set; }

    Task<IApiResponse<T>> Get<T>(Uri uri, IDictionary<string, string> parameters);

    void SetRequestTimeout(TimeSpan timeout);
}

public class Connection : IConnection
{
    private readonly IHttpClient http;
    private readonly string agent;
    private ICredentialStore store;

    public Connection(ProductHeaderValue productInformation)
        : this(productInformation, GitHubClient.GitHubApiUrl)
    {
    }

    public Connection(ProductHeaderValue productInformation, IHttpClient httpClient)
        : this(productInformation, GitHubClient.GitHubApiUrl, new InMemoryCredentialStore(Credentials.Anonymous), httpClient, new SimpleJsonSerializer())
    {
    }

    public Connection(ProductHeaderValue productInformation, Uri baseAddress)
        : this(productInformation, baseAddress, new InMemoryCredentialStore(Credentials.Anonymous),
            new HttpClientAdapter(() => new HttpClientHandler { AllowAutoRedirect = false }), new SimpleJsonSerializer())
    {
    }

    public Connection(ProductHeaderValue productInformation, Uri baseAddress, ICredentialStore credentialStore, IHttpClient httpClient, IJsonSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(productInformation);
        ArgumentNullException.ThrowIfNull(baseAddress);
        ArgumentNullException.ThrowIfNull(credentialStore);
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(serializer);
        if (!baseAddress.IsAbsoluteUri)
            throw new ArgumentException($"The base address '{baseAddress}' must be an absolute URI", nameof(baseAddress));
        agent = $"{productInformation} (stand-in; .NET {Environment.Version})";
        BaseAddress = baseAddress;
        store = credentialStore;
        http = httpClient;
        Serializer = serializer;
    }

    public Uri BaseAddress { get; }

    public Credentials Credentials
    {
        get => store.GetCredentials().GetAwaiter().GetResult();
        set => store = new InMemoryCredentialStore(value);
    }

    internal IJsonSerializer Serializer { get; }

    public async Task<IApiResponse<T>> Get<T>(Uri uri, IDictionary<string, string> parameters)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var query = parameters is null ? "" : string.Join('&', parameters.Select(word => $"{word.Key}={Uri.EscapeDataString(word.Value)}"));
        return new ApiResponse<T>(await new Requests(this).Get<T>(query.Length == 0 ? uri.OriginalString : $"{uri.OriginalString}?{query}").ConfigureAwait(false));
    }

    public void SetRequestTimeout(TimeSpan timeout) => http.SetRequestTimeout(timeout);

    internal async Task<IResponse> Send(Request request, CancellationToken cancellationToken)
    {
        request.BaseAddress = BaseAddress;
        request.Headers["User-Agent"] = agent;
        request.Headers["Accept"] = "application/vnd.github.v3+json";
        if (Credentials is { AuthenticationType: AuthenticationType.Oauth or AuthenticationType.Bearer } credentials)
            request.Headers["Authorization"] = $"{(credentials.AuthenticationType == AuthenticationType.Bearer ? "Bearer" : "Token")} {credentials.Password}";
        if (request.Body is not (null or Stream))
            request.Body = Serializer.Serialize(request.Body);
        var response = await http.Send(request, cancellationToken).ConfigureAwait(false);
        Faults.ThrowOn(response);
        return response;
    }
}
