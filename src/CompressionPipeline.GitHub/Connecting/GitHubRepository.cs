using CompressionPipeline.Core;
using Octokit;
using Octokit.Internal;

namespace CompressionPipeline.GitHub.Connecting;

// A repository on GitHub as this library talks to it: one token, one API, one retry policy. Safe for use by several threads.
internal sealed class GitHubRepository : IDisposable
{
    /// <summary>As many as GitHub gives on one page.</summary>
    internal const int PageSize = 100;

    public GitHubRepository(GitHubSettings settings, IProgressSink progress, TimeProvider clock)
    {
        Settings = settings;
        Calls = new ApiCalls(settings.Token, progress, clock);
        Api = Client(settings.Timeout);
        Transfers = Client(settings.TransferTimeout);
        Downloads = new Downloads(settings, Calls);
    }

    public GitHubSettings Settings { get; }

    public string FullName => $"{Settings.Owner}/{Settings.Name}";

    internal string Owner => Settings.Owner;

    internal string Name => Settings.Name;

    internal ApiCalls Calls { get; }

    internal IGitHubClient Api { get; }

    internal IGitHubClient Transfers { get; }

    internal Downloads Downloads { get; }

    internal static ApiOptions Pages => new() { PageSize = PageSize };

    public void Dispose() => Downloads.Dispose();

    // A connection of our own: a client that is given an address takes every server for a GitHub Enterprise Server.
    private GitHubClient Client(TimeSpan timeout)
    {
        var credentials = new InMemoryCredentialStore(new Credentials(Settings.Token.Reveal()));
        var http = new HttpClientAdapter(() => new BufferedJsonHandler());
        var product = new ProductHeaderValue("CompressionPipeline");
        var client = new GitHubClient(new Connection(product, Settings.Api, credentials, http, new SimpleJsonSerializer()));
        client.SetRequestTimeout(timeout);
        return client;
    }
}
