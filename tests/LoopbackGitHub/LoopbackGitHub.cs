using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loopback;

/// <summary>A GitHub Enterprise Server with one repository, in memory, on this machine only. Calls can be made to fail.</summary>
public sealed partial class LoopbackGitHub : IAsyncDisposable
{
    /// <summary>The one token that it takes.</summary>
    public const string Token = "ghs_LoopbackSecret0123456789abcdefghijkl";

    /// <summary>The repository that it has.</summary>
    public const string FullName = "acme/models";

    internal const string StoreHost = "localhost";

    private const string Root = "/api/v3";
    private readonly WebApplication server;
    private readonly TimeProvider clock;
    private readonly Lock state = new();
    private readonly ConcurrentQueue<string> calls = new();
    private readonly Dictionary<int, Error> errors = [];
    private readonly HashSet<string> made = [];
    private readonly CancellationTokenSource closing = new();
    private readonly Pulls pulls;
    private readonly Comments comments;
    private readonly Checks checks;
    private readonly Releases releases;
    private readonly Downloads downloads;
    private long ids = 1000;

    private LoopbackGitHub(WebApplication server, TimeProvider clock)
    {
        (this.server, this.clock) = (server, clock);
        pulls = new(this);
        (comments, checks, releases) = (new(this, pulls), new(this), new(this));
        (artifacts, jobs) = (new(this), new(this));
        downloads = new(this, releases);
        server.Run(Serve);
    }

    /// <summary>As in <c>GITHUB_API_URL</c>.</summary>
    public string ApiUrl => Address + Root;

    /// <summary>As in <c>GITHUB_SERVER_URL</c>: where people and builds without a token find the repository's pages.</summary>
    public string ServerUrl => Address;

    /// <summary>Whether who has no token is told that there is no such repository.</summary>
    public bool IsPrivate { get; set; } = true;

    /// <summary>Who the token is.</summary>
    public string Login { get; set; } = "github-actions[bot]";

    /// <summary>Whether assets carry their digest, as on github.com; older servers tell none.</summary>
    public bool TellsDigests { get; set; } = true;

    /// <summary>What stands in place of the records of assets; null: their records.</summary>
    public byte[]? AssetRecord { get; set; }

    /// <summary>Whether refusals repeat the header with the token.</summary>
    public bool Indiscreet { get; set; }

    /// <summary>Awaited before a call is looked at: with it a test decides whose turn it is.</summary>
    public Func<string, Task>? Turn { get; set; }

    /// <summary>Every call that arrived, failed ones included: method and path.</summary>
    public IReadOnlyList<string> Calls => [.. calls];

    /// <summary>Every comment, oldest first.</summary>
    public IReadOnlyList<JsonObject> AllComments { get { lock (state) return [.. comments.All.Select(Clone)]; } }

    /// <summary>Every check run, oldest first.</summary>
    public IReadOnlyList<JsonObject> AllChecks { get { lock (state) return [.. checks.All.Select(Clone)]; } }

    /// <summary>Every release with its assets, oldest first.</summary>
    public IReadOnlyList<JsonObject> AllReleases { get { lock (state) return releases.All; } }

    internal string Now => clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    internal string Repository => $"{ApiUrl}/repos/{FullName}";

    internal string Site => $"{Address}/{FullName}";

    internal string Uploads => $"{Address}/api/uploads/repos/{FullName}";

    /// <summary>Where assets really are. Like the real one it is another host than the API's.</summary>
    internal string Store => $"http://{StoreHost}:{new Uri(Address).Port}/store";

    private string Address =>
        server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Starts it.</summary>
    /// <param name="clock">Whose time its answers tell; null is the system's.</param>
    /// <param name="port">Where it listens; 0 is a free port.</param>
    public static async Task<LoopbackGitHub> Start(TimeProvider? clock = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}")
            .ConfigureKestrel((KestrelServerOptions kestrel) => kestrel.Limits.MaxRequestBodySize = null);
        var hub = new LoopbackGitHub(builder.Build(), clock ?? TimeProvider.System);
        await hub.server.StartAsync();
        return hub;
    }

    /// <summary>Lets the n-th call, counted from 1 over all calls, go wrong.</summary>
    public void FailAt(int call, Error error) => errors[call] = error;

    /// <summary>How each method and path goes wrong the first time that it is called; null where it does not.</summary>
    public Error? FirstError { get; set; }

    /// <summary>Forgets errors and calls; what was made stays.</summary>
    public void Calm()
    {
        errors.Clear();
        made.Clear();
        FirstError = null;
        calls.Clear();
    }

    /// <summary>Forgets comments, checks, releases, errors and calls; pull requests stay open.</summary>
    public void Clear()
    {
        Calm();
        lock (state)
        {
            comments.Clear();
            checks.Clear();
            releases.Clear();
        }
    }

    /// <summary>
    /// Opens a pull request; from a fork, where <paramref name="from"/> is another repository, or null for one that is gone.
    /// </summary>
    public void OpenPull(int number, string head, string mergeBase, string? from = FullName,
        string into = "main") { lock (state) pulls.Open(number, head, mergeBase, from, into); }

    /// <summary>Somebody merges a pull request.</summary>
    public void MergePull(int number) { lock (state) pulls.Close(number, merged: true); }

    /// <summary>Somebody closes a pull request without merging it.</summary>
    public void ClosePull(int number) { lock (state) pulls.Close(number, merged: false); }

    /// <summary>Somebody comments.</summary>
    public long AddComment(
        int pull, string login, string body) { lock (state) return (long)comments.Add(pull, login, body)["id"]!; }

    /// <summary>Somebody deletes a comment.</summary>
    public void RemoveComment(long id) { lock (state) comments.Remove(id); }

    /// <summary>Somebody makes a release by hand.</summary>
    public long AddRelease(
        string tag, string body, bool draft) { lock (state) return (long)releases.Add(tag, body, draft)["id"]!; }

    /// <summary>An asset is there, in some state: <c>uploaded</c>, <c>starter</c>.</summary>
    public void AddAsset(long release, string name, byte[] bytes,
        string state = "uploaded") { lock (this.state) releases.AddAsset(release, name, bytes, state); }

    /// <summary>An asset's bytes.</summary>
    public byte[] BytesOf(int asset) { lock (state) return releases.BytesOf(asset); }

    /// <summary>A check run's annotations, oldest first.</summary>
    public IReadOnlyList<JsonObject> AnnotationsOf(long check) { lock (state) return [.. checks.AnnotationsOf(check)
        .Select(Clone)]; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await server.DisposeAsync();
        closing.Dispose();
    }

    internal static JsonObject User(string login) => new()
    {
        ["id"] = login.Length,
        ["login"] = login,
        ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User",
    };

    internal long NextId() => Interlocked.Increment(ref ids);

    private static JsonObject Clone(JsonObject json) => (JsonObject)json.DeepClone();

    private async Task Serve(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var log =
            $"{context.Request.Method} {path[(path.IndexOf("/repos/", StringComparison.Ordinal) is > 0 and var at ? at : 0)..]}";
        if (Turn is { } turn)
            await turn(log);
        Error? error;
        Answer answer;
        lock (state)
        {
            calls.Enqueue(log);
            error = errors.TryGetValue(calls.Count, out var planned) ? planned : made.Add(log) ? FirstError : null;
            answer = Errors.Refusal(error, clock) ?? Take(context, path, body.ToArray());
        }
        if (!await Errors.Spoil(error, context, answer, clock, closing.Token))
            await Sending.Send(context, answer, clock);
    }

    /// <summary>What the API says to whom it lets no further.</summary>
    private Answer? Stopped(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (request.Headers.UserAgent.Count == 0)
            return Answer.Message(
                403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header");
        if (authorization.Length > 0)
            return authorization.EndsWith(' ' + Token, StringComparison.Ordinal)
                ? null
                : Answer.Message(401, Indiscreet ? $"Bad credentials: {authorization}" : "Bad credentials");
        return IsPrivate ? Answer.NotFound
            : HttpMethods.IsGet(request.Method) ? null
            : Answer.Message(401, "Requires authentication");
    }

    private Answer Take(HttpContext context, string path, byte[] body)
    {
        if (path.StartsWith(ArtifactStorePath, StringComparison.Ordinal))
            return FromArtifactStore(context, path);
        if (downloads.Take(context.Request) is { } file)
            return file;
        if (Stopped(context.Request) is { } stopped)
            return stopped;
        var root = path.StartsWith("/api/uploads/", StringComparison.Ordinal) ? "/api/uploads/" : Root + "/";
        var parts = path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..].Split('/') : [];
        if (parts is not ["repos", var owner, var name, ..] || $"{owner}/{name}" != FullName)
            return Answer.NotFound;
        var call = new Call(context.Request.Method, parts, context.Request.Query, body, ApiUrl);
        if (root == Root + "/" && body.Length > 0 && !call.IsJson)
            return Answer.Message(400, "Problems parsing JSON");
        return parts[3] switch
        {
            "actions" => TakeRuns(call, context),
            "issues" => comments.Take(call),
            "check-runs" or "commits" => checks.Take(call),
            "releases" => releases.Take(call, context.Request.Headers.Accept.ToString()),
            "pulls" => pulls.Take(call),
            _ => Answer.NotFound,
        };
    }
}
