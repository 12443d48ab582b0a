using Loopback;
using Octokit;

namespace StandIns.Octokit.Tests;

/// <summary>A client as the product makes one, on a loopback GitHub.</summary>
internal sealed class Client : IAsyncDisposable
{
    public const string Owner = "acme";
    public const string Name = "models";
    public const int Pull = 7;

    private Client(LoopbackGitHub hub)
    {
        Hub = hub;
        Api = new GitHubClient(new Connection(new ProductHeaderValue("Tests"), new Uri(hub.ApiUrl + "/"))) { Credentials = new Credentials(LoopbackGitHub.Token) };
    }

    public LoopbackGitHub Hub { get; }

    public GitHubClient Api { get; }

    public IIssueCommentsClient Comments => Api.Issue.Comment;

    public IReleasesClient Releases => Api.Repository.Release;

    public ICheckRunsClient Runs => Api.Check.Run;

    public static async Task<Client> Start()
    {
        var hub = await LoopbackGitHub.Start();
        hub.OpenPull(Pull, new string('a', 40), new string('b', 40));
        return new(hub);
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
