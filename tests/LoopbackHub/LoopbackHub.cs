using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loopback;

/// <summary>A Hugging Face hub in memory, on this machine only. Calls can be made to fail.</summary>
public sealed class LoopbackHub : IAsyncDisposable
{
    /// <summary>The one token that it takes.</summary>
    public const string Token = "hf_LoopbackSecret0123456789";

    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, HubRepositoryContent> repositories = new();
    private readonly ConcurrentQueue<string> calls = new();
    private readonly ConcurrentQueue<string> leaks = new();
    private int count;

    private LoopbackHub(WebApplication server)
    {
        this.server = server;
        server.Run(Serve);
    }

    /// <summary>As in <c>HF_ENDPOINT</c>.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>Paths of the calls that arrived, failed ones included.</summary>
    public IReadOnlyList<string> Calls => [.. calls];

    /// <summary>Paths on the storage host that got a token, which is for the hub alone.</summary>
    public IReadOnlyList<string> Leaks => [.. leaks];

    /// <summary>Answers in the hub's place where it returns true; gets the number of the call, from 1.</summary>
    public Func<HttpContext, int, Task<bool>>? Interfere { get; set; }

    /// <summary>Starts it on a free port.</summary>
    public static async Task<LoopbackHub> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var hub = new LoopbackHub(builder.Build());
        await hub.server.StartAsync();
        var features = hub.server.Services.GetRequiredService<IServer>().Features;
        hub.Endpoint = features.Get<IServerAddressesFeature>()!.Addresses.First();
        return hub;
    }

    /// <summary>Adds an empty model, with its owner's name.</summary>
    public HubRepositoryContent AddModel(string name) => repositories["models/" + name] = new();

    /// <summary>Adds an empty data set, with its owner's name.</summary>
    public HubRepositoryContent AddDataSet(string name) => repositories["datasets/" + name] = new();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task Serve(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        calls.Enqueue(path);
        if (Interfere is { } interfere && await interfere(context, Interlocked.Increment(ref count)))
            return;
        var parts = path.Split('/');
        if (parts is ["cdn", var kind, var owner, var name, .. var rest])
            await Storage(context, $"{kind}/{owner}/{name}", string.Join('/', rest));
        else if (parts is ["api", "models" or "datasets"])
            await Search(context, parts[1]);
        else if (parts is ["api", "models" or "datasets", _, _, "refs"])
            await Json(context, new JsonObject { ["branches"] = new JsonArray(new JsonObject { ["name"] = "main" }) });
        else if (parts is ["api", "models" or "datasets", _, _, "revision", .. var revision])
            await Revision(context, string.Join('/', parts[1..4]), Uri.UnescapeDataString(string.Join('/', revision)));
        else if (parts is ["datasets", _, _, "resolve", _, ..])
            await Resolve(context, string.Join('/', parts[..3]), string.Join('/', parts[5..]));
        else if (parts is [_, _, "resolve", _, ..])
            await Resolve(context, $"models/{parts[0]}/{parts[1]}", string.Join('/', parts[4..]));
        else
            await Refuse(context, 404, "EntryNotFound");
    }

    private async Task Revision(HttpContext context, string key, string revision)
    {
        if (await Allowed(context, key) is not { } repository)
            return;
        if (revision is "main" or "refs/convert/parquet" || revision == repository.Commit)
            await Json(context, repository.Answer(repository.Commit));
        else
            await Refuse(context, 404, "RevisionNotFound");
    }

    // Large files lie on another host, as the real hub's do; the loopback address has two names.
    private async Task Resolve(HttpContext context, string key, string path)
    {
        if (await Allowed(context, key) is not { } repository)
            return;
        if (!repository.Files.TryGetValue(path, out var content))
            await Refuse(context, 404, "EntryNotFound");
        else if (HubRepositoryContent.IsLarge(path))
            context.Response.Redirect($"http://localhost:{context.Request.Host.Port}/cdn/{key}/{path}");
        else
            await Send(context, content);
    }

    private async Task Storage(HttpContext context, string key, string path)
    {
        if (context.Request.Headers.Authorization.Count > 0)
            leaks.Enqueue(path);
        await Send(context, repositories[key].Files[path]);
    }

    private async Task<HubRepositoryContent?> Allowed(HttpContext context, string key)
    {
        var known = context.Request.Headers.Authorization == "Bearer " + Token;
        if (!repositories.TryGetValue(key, out var repository) || (repository.IsPrivate && !known))
            await Refuse(context, known ? 404 : 401, "RepoNotFound");
        else if (repository.IsGated)
            await Refuse(context, known ? 403 : 401, "GatedRepo");
        else
            return repository;
        return null;
    }

    private Task Search(HttpContext context, string kind)
    {
        var names = repositories.Keys.Where(key => key.StartsWith(kind + "/", StringComparison.Ordinal))
            .Select(key => (JsonNode)new JsonObject { ["id"] = key[(kind.Length + 1)..] });
        return Json(context, new JsonArray([.. names]));
    }

    private static Task Refuse(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["X-Error-Code"] = code;
        return Task.CompletedTask;
    }

    private static async Task Send(HttpContext context, byte[] content)
    {
        var from = context.Request.GetTypedHeaders().Range?.Ranges.First().From ?? 0;
        if (from > 0)
            context.Response.StatusCode = 206;
        context.Response.ContentLength = content.Length - from;
        await context.Response.Body.WriteAsync(content.AsMemory((int)from));
    }

    private static Task Json(HttpContext context, JsonNode answer) =>
        context.Response.WriteAsync(answer.ToJsonString());
}
