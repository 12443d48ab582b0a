using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Releases;
using Octokit;
using Octokit.Internal;

namespace CompressionPipeline.GitHub.Connecting;

/// <summary>A repository on GitHub as this library talks to it: one token, one API, one patience. Safe for use by several threads.</summary>
public sealed class GitHubRepository : IDisposable
{
    /// <summary>As many as GitHub gives on one page.</summary>
    internal const int PageSize = 100;

    /// <summary>Opens nothing yet: the first call does.</summary>
    /// <param name="settings">Which repository, and how.</param>
    /// <param name="progress">Hears of each wait.</param>
    /// <param name="clock">Whose time waits are counted in.</param>
    public GitHubRepository(GitHubSettings settings, IProgressSink progress, TimeProvider clock)
    {
        Settings = settings;
        Patiently = new Patiently(settings.Patience, settings.Token, progress, clock);
        Api = Client(settings.Timeout);
        Transfers = Client(settings.TransferTimeout);
        Downloads = new AssetDownload(settings, Patiently);
    }

    /// <summary>What it was opened with.</summary>
    public GitHubSettings Settings { get; }

    /// <summary><c>owner/name</c>.</summary>
    public string FullName => $"{Settings.Owner}/{Settings.Name}";

    internal string Owner => Settings.Owner;

    internal string Name => Settings.Name;

    internal Patiently Patiently { get; }

    internal IGitHubClient Api { get; }

    internal IGitHubClient Transfers { get; }

    internal AssetDownload Downloads { get; }

    internal static ApiOptions Pages => new() { PageSize = PageSize };

    /// <inheritdoc/>
    public void Dispose() => Downloads.Dispose();

    // A connection of our own: a client that is given an address takes every server for a GitHub Enterprise Server.
    private GitHubClient Client(TimeSpan timeout)
    {
        var credentials = new InMemoryCredentialStore(new Credentials(Settings.Token.Reveal()));
        var http = new HttpClientAdapter(() => new WholeAnswers());
        var client = new GitHubClient(new Connection(new ProductHeaderValue("CompressionPipeline"), Settings.Api, credentials, http, new SimpleJsonSerializer()));
        client.SetRequestTimeout(timeout);
        return client;
    }
}
