using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>A server of this process, with answers and errors by path. It serves ranges, as GitHub does.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<(string Path, string? Range, string? Token, string? Accept)> requests = [];

    public LoopbackServer()
    {
        for (var tries = 0; ; tries++)
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            }
            listener.Prefixes.Clear();
            listener.Prefixes.Add(Address + "/");
            try
            {
                listener.Start();
                break;
            }
            catch (HttpListenerException) when (tries < 10)
            {
            }
        }
        _ = Task.Run(Serve);
    }

    public string Address { get; }

    public Dictionary<string, byte[]> Files { get; } = [];

    public Dictionary<string, string> Redirects { get; } = [];

    /// <summary>Paths whose next answers end in the middle, and how often.</summary>
    public ConcurrentDictionary<string, int> CutOff { get; } = [];

    /// <summary>Paths whose next answers are this status, and how often.</summary>
    public ConcurrentDictionary<string, (int Status, int Times)> Errors { get; } = [];

    public IReadOnlyList<(string Path, string? Range, string? Token, string? Accept)> Requests => [.. requests];

    public void Dispose() => listener.Close();

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        var (range, response) = (context.Request.Headers["Range"], context.Response);
        requests.Enqueue((path, range, context.Request.Headers["Authorization"], context.Request.Headers["Accept"]));
        if (Errors.TryGetValue(path, out var error) && error.Times > 0)
        {
            Errors[path] = (error.Status, error.Times - 1);
            response.StatusCode = error.Status;
        }
        else if (Redirects.TryGetValue(path, out var to))
        {
            response.Redirect(to);
        }
        else if (!Files.TryGetValue(path, out var bytes))
        {
            response.StatusCode = 404;
        }
        else
        {
            Send(response, bytes, range is null
                ? 0
                : int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture), path);
            return;
        }
        response.Close();
    }

    private void Send(HttpListenerResponse response, byte[] bytes, int from, string path)
    {
        if (from > 0)
        {
            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        }
        response.ContentLength64 = bytes.Length - from;
        if (CutOff.TryGetValue(path, out var times) && times > 0)
        {
            CutOff[path] = times - 1;
            response.OutputStream.Write(bytes.AsSpan(from, (bytes.Length - from) / 2));
            response.OutputStream.Flush();
            response.Abort();
            return;
        }
        response.OutputStream.Write(bytes.AsSpan(from));
        response.Close();
    }
}
