namespace Octokit;

public interface IGitHubClient
{
    IConnection Connection { get; }

    IIssuesClient Issue { get; }

    IRepositoriesClient Repository { get; }

    IPullRequestsClient PullRequest { get; }

    IChecksClient Check { get; }

    void SetRequestTimeout(TimeSpan timeout);
}

public interface IIssuesClient
{
    IIssueCommentsClient Comment { get; }
}

public interface IRepositoriesClient
{
    IReleasesClient Release { get; }
}

public interface IChecksClient
{
    ICheckRunsClient Run { get; }
}

public class GitHubClient : IGitHubClient
{
    public static readonly Uri GitHubApiUrl = new("https://api.github.com/");

    private readonly Connection connection;

    public GitHubClient(ProductHeaderValue productInformation)
        : this(new Connection(productInformation))
    {
    }

    public GitHubClient(ProductHeaderValue productInformation, Uri baseAddress)
        : this(new Connection(productInformation, FixUpBaseUri(baseAddress)))
    {
    }

    public GitHubClient(IConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        this.connection = connection as Connection ?? throw new NotSupportedException("GitHubClient(IConnection): only a Connection.");
        var requests = new Requests(this.connection);
        Issue = new Issues(new IssueCommentsClient(requests));
        Repository = new Repositories(new ReleasesClient(requests));
        PullRequest = new PullRequestsClient(requests);
        Check = new Checks(new CheckRunsClient(requests));
    }

    public Credentials Credentials
    {
        get => connection.Credentials;
        set => connection.Credentials = value;
    }

    public Uri BaseAddress => connection.BaseAddress;

    public IConnection Connection => connection;

    public IIssuesClient Issue { get; }

    public IRepositoriesClient Repository { get; }

    public IPullRequestsClient PullRequest { get; }

    public IChecksClient Check { get; }

    public void SetRequestTimeout(TimeSpan timeout) => connection.SetRequestTimeout(timeout);

    // GitHub Enterprise serves its API under a path of the same host.
    private static Uri FixUpBaseUri(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.Host is "github.com" or "api.github.com" ? GitHubApiUrl : new Uri(uri, new Uri("/api/v3/", UriKind.Relative));
    }

    private sealed record Issues(IIssueCommentsClient Comment) : IIssuesClient;

    private sealed record Repositories(IReleasesClient Release) : IRepositoriesClient;

    private sealed record Checks(ICheckRunsClient Run) : IChecksClient;
}
