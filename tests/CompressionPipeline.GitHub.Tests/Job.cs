using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;
using CompressionPipeline.GitHub.Releases;
using Loopback;
using TestKit;

namespace CompressionPipeline.GitHub.Tests;

/// <summary>A job of a workflow with its own connection to a GitHub of its own, or to one that it shares.</summary>
internal sealed class Job : IAsyncDisposable
{
    public const int Pull = 7;
    public static readonly string Head = new('a', 40);
    public static readonly string MergeBase = new('b', 40);

    private readonly bool owns;

    private Job(LoopbackGitHub hub, HurriedClock clock, bool owns, TimeSpan timeout, string token)
    {
        (Hub, Clock, this.owns) = (hub, clock, owns);
        Repository = new(GitHubSettings.Of(
            token, LoopbackGitHub.FullName, hub.ApiUrl) with { Timeout = timeout, TransferTimeout = timeout }, Progress, clock);
    }

    public LoopbackGitHub Hub { get; }

    public HurriedClock Clock { get; }

    public RecordingProgress Progress { get; } = new();

    public GitHubRepository Repository { get; }

    public TemporaryFolder Folder { get; } = new();

    public static async Task<Job> Start(TimeSpan? timeout = null, string token = LoopbackGitHub.Token)
    {
        var clock = new HurriedClock();
        var hub = await LoopbackGitHub.Start(clock);
        hub.OpenPull(Pull, Head, MergeBase);
        return new(hub, clock, owns: true, timeout ?? TimeSpan.FromSeconds(30), token);
    }

    /// <summary>Another job on the same GitHub.</summary>
    public Job Another() => new(Hub, new HurriedClock(), owns: false, TimeSpan.FromSeconds(30), LoopbackGitHub.Token);

    public static string Body(long run, string text, string key = "models.yaml") =>
        CommentBody.Render(new(key, new(run, 1)), [new("", text, 1)], "the run");

    public Task<CommentOutcome> Comment(long run, string text, string? author = null) =>
        new PullRequestComment(Repository, author).Put(Pull, Body(run, text), CancellationToken.None);

    public ReleasePlan Plan(params (string Name, string Content)[] files) => new(
        "dotnet-docs-1.0.0",
        new("dotnet-docs", Digest.OfText("content").Hex, Head),
        "dotnet-docs 1.0.0",
        "Smaller and faster.",
        [.. files.Select(file => new ReleaseFile(file.Name, Folder.Write(file.Name, file.Content)))]);

    public async ValueTask DisposeAsync()
    {
        Repository.Dispose();
        Folder.Dispose();
        if (owns)
            await Hub.DisposeAsync();
    }
}
