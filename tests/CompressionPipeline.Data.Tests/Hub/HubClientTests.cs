using System.Net;
using System.Security.Cryptography;
using CompressionPipeline.Core;
using Loopback;
using Microsoft.AspNetCore.Http;

namespace CompressionPipeline.Data.Tests.Hub;

public sealed class HubClientTests : HubFixture
{
    [Fact]
    public async Task Should_Download_The_Wanted_Files_And_Say_Where_They_Are_From()
    {
        Add().With("pytorch_model.bin", [1, 2, 3]).With("onnx/model.onnx", [4]);

        var snapshot = await Download(path => path != "pytorch_model.bin");

        Assert.Equal(["config.json", "model.safetensors", "onnx/model.onnx"], snapshot.Files);
        Assert.Equal(new string('a', 40), snapshot.Commit);
        Assert.Equal("apache-2.0", snapshot.License);
        Assert.Equal(Weights, await File.ReadAllBytesAsync(Path.Combine(snapshot.Folder, "model.safetensors")));
        Assert.Equal([4], await File.ReadAllBytesAsync(Path.Combine(snapshot.Folder, "onnx", "model.onnx")));
        Assert.False(File.Exists(Path.Combine(snapshot.Folder, "pytorch_model.bin")));
        Assert.Equal(snapshot.Files.Sum(path => new FileInfo(Real(snapshot, path)).Length), Progress.Steps[^1].Done);
    }

    [Fact]
    public async Task Should_Go_Through_A_Proxy()
    {
        // Given: a hub that only the proxy can reach, for no name server knows it
        Add();
        var (before, server) = (HttpClient.DefaultProxy, new Uri(Server.Endpoint));
        HttpClient.DefaultProxy = new ProxyOf("hub.invalid", server);
        try
        {
            var snapshot = await Download(settings: Settings with { Endpoint = new($"http://hub.invalid:{server.Port}/") });

            Assert.Equal(Weights, await File.ReadAllBytesAsync(Path.Combine(snapshot.Folder, "model.safetensors")));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Fact]
    public async Task Should_Lay_The_Cache_Out_As_The_Hubs_Own_Library_Does()
    {
        Add();
        var snapshot = await Download();

        var root = Path.Combine(Cache, "models--acme--t5");
        Assert.Equal(Path.Combine(root, "snapshots", snapshot.Commit), snapshot.Folder);
        Assert.Equal(snapshot.Commit, await File.ReadAllTextAsync(Path.Combine(root, "refs", "main")));
        var blob = Path.Combine(root, "blobs", Convert.ToHexStringLower(SHA256.HashData(Weights)));
        Assert.Equal(blob, Real(snapshot, "model.safetensors"));
        // What Git LFS does not keep has Git's own digest: `git hash-object` of "{}".
        Assert.Equal(
            Path.Combine(root, "blobs", "9e26dfeeb6e641a33dae4961196235bdb965b21b"), Real(snapshot, "config.json"));
    }

    [Fact]
    public async Task Should_Download_Nothing_Twice()
    {
        Add();
        await Download();
        var before = Server.Calls.Count;

        await Download();

        Assert.Equal(["api/models/acme/t5/revision/main"], Server.Calls.Skip(before));
    }

    [Fact]
    public async Task Should_Download_Again_What_Is_Damaged_In_The_Cache()
    {
        Add();
        var snapshot = await Download();
        var blob = Real(snapshot, "model.safetensors");
        var damaged = Weights.ToArray();
        damaged[500] ^= 1;
        await File.WriteAllBytesAsync(blob, damaged);

        snapshot = await Download();

        Assert.Equal(Weights, await File.ReadAllBytesAsync(Real(snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task Should_Resume_After_A_Cut_Connection()
    {
        Add();
        var ranges = new List<string>();
        Server.Interfere = async (context, _) =>
        {
            if (!context.Request.Path.StartsWithSegments("/cdn"))
                return false;
            ranges.Add(context.Request.Headers.Range.ToString());
            if (ranges.Count > 1)
                return false;
            context.Response.ContentLength = Weights.Length;
            await context.Response.Body.WriteAsync(Weights.AsMemory(0, 600_000));
            await context.Response.Body.FlushAsync();
            await Task.Delay(200);
            context.Abort();
            return true;
        };

        var snapshot = await Download();

        Assert.Equal(Weights, await File.ReadAllBytesAsync(Real(snapshot, "model.safetensors")));
        Assert.Equal(2, ranges.Count);
        Assert.StartsWith("bytes=", ranges[1], StringComparison.Ordinal);
        Assert.Single(Progress.Warnings);
    }

    [Fact]
    public async Task Should_Go_On_With_What_A_Killed_Download_Has_Left()
    {
        Add();
        var blobs = Path.Combine(Cache, "models--acme--t5", "blobs");
        Directory.CreateDirectory(blobs);
        var partial = Path.Combine(blobs, Convert.ToHexStringLower(SHA256.HashData(Weights)) + ".incomplete");
        await File.WriteAllBytesAsync(partial, Weights[..400_000]);
        var ranges = new List<string>();
        Server.Interfere = (context, _) =>
        {
            ranges.Add(context.Request.Headers.Range.ToString());
            return Task.FromResult(false);
        };

        var snapshot = await Download();

        Assert.Contains("bytes=400000-", ranges);
        Assert.Equal(Weights, await File.ReadAllBytesAsync(Real(snapshot, "model.safetensors")));
    }

    [Fact]
    public async Task Should_Not_Take_Another_Content_Than_The_Hub_Has()
    {
        Add();
        Server.Interfere = async (context, _) =>
        {
            if (!context.Request.Path.StartsWithSegments("/cdn"))
                return false;
            await context.Response.WriteAsync("<html>Please log in</html>");
            return true;
        };

        var error = await Assert.ThrowsAsync<PipelineException>(() => Download());

        Assert.Contains("model.safetensors", error.Message, StringComparison.Ordinal);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Weights));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Cache, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => name == digest || name == digest + ".incomplete");
    }

    [Fact]
    public async Task Should_Send_The_Token_To_The_Hub_Alone()
    {
        Add().IsPrivate = true;

        await Download(settings: Settings with { Token = new(LoopbackHub.Token) });

        Assert.Contains(Server.Calls, call => call.StartsWith("cdn/", StringComparison.Ordinal));
        Assert.Empty(Server.Leaks);
    }

    [Fact]
    public async Task Should_Need_No_Network_Once_The_Cache_Is_Filled()
    {
        Add();
        var first = await Download();
        var before = Server.Calls.Count;

        var second = await Download(settings: Settings with { IsOffline = true });

        Assert.Equal((first.Folder, first.Commit), (second.Folder, second.Commit));
        Assert.Equal(first.Files, second.Files);
        Assert.Equal(before, Server.Calls.Count);
    }

    [Fact]
    public async Task Should_Use_The_Cache_Where_The_Hub_Cannot_Be_Reached()
    {
        Add();
        var first = await Download();

        var second = await Download(settings: Settings with { Endpoint = new("http://127.0.0.1:1/") });

        Assert.Equal(first.Commit, second.Commit);
        Assert.Equal(first.Files, second.Files);
        Assert.Contains(Progress.Warnings, warning => warning.Contains("cache", StringComparison.Ordinal));
    }

    // Half a data set must not pass for the whole one.
    [Fact]
    public async Task Should_Name_A_File_That_Is_Wanted_Offline_And_Was_Not_Downloaded()
    {
        Add();
        var some = await Download(path => path == "config.json");
        var offline = Settings with { IsOffline = true };

        var error = await Assert.ThrowsAsync<PipelineException>(() => Download(settings: offline));
        var again = await Download(path => path == "config.json", offline);

        Assert.Contains($"{some.Folder} does not have model.safetensors", error.Message, StringComparison.Ordinal);
        Assert.Equal(some.Files, again.Files);
        Assert.Equal(["model.safetensors"], again.Others);
    }

    // On disks without links, files of the hub's own library lie in the commit's folder alone.
    [Fact]
    public async Task Should_Not_Download_What_Lies_In_Its_Commit_Without_A_Link()
    {
        Add();
        var first = await Download();
        File.Move(Real(first, "model.safetensors"), Path.Combine(first.Folder, "model.safetensors"), overwrite: true);
        var before = Server.Calls.Count;

        var second = await Download();
        var offline = await Download(settings: Settings with { IsOffline = true });

        Assert.Equal(Weights, await File.ReadAllBytesAsync(Path.Combine(second.Folder, "model.safetensors")));
        Assert.Equal(first.Files, offline.Files);
        Assert.Equal(before + 1, Server.Calls.Count);
    }

    [Fact]
    public async Task Should_Use_What_The_Hubs_Own_Library_Has_Brought()
    {
        Add();
        var first = await Download(path => path == "config.json");
        Directory.Delete(Path.Combine(Cache, "models--acme--t5", "commits"), recursive: true);

        var second = await Download(settings: Settings with { IsOffline = true });

        Assert.Equal(first.Files, second.Files);
    }

    [Fact]
    public async Task Should_Refuse_To_Work_Offline_With_An_Empty_Cache()
    {
        Add();

        var error = await Assert.ThrowsAsync<PipelineException>(
            () => Download(settings: Settings with { IsOffline = true }));

        Assert.Contains("HF_HUB_OFFLINE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_Keep_The_Old_Commit_Beside_The_New_One()
    {
        var repository = Add();
        var old = await Download();
        repository.With("config.json", "{\"new\": 1}").Commit = new('b', 40);

        var recent = await Download();

        Assert.NotEqual(old.Commit, recent.Commit);
        Assert.Equal("{}", await File.ReadAllTextAsync(Path.Combine(old.Folder, "config.json")));
        Assert.Equal("{\"new\": 1}", await File.ReadAllTextAsync(Path.Combine(recent.Folder, "config.json")));
    }

    [Fact]
    public async Task Should_Let_Two_Downloads_Of_One_File_Wait_For_Each_Other()
    {
        Add();

        var both = await Task.WhenAll(Task.Run(() => Download()), Task.Run(() => Download()));

        Assert.Equal(both[0].Folder, both[1].Folder);
        Assert.Single(Server.Calls, call => call.StartsWith("cdn/", StringComparison.Ordinal));
    }

    // As HTTP_PROXY would name it, for one host alone: other tests run meanwhile.
    private sealed class ProxyOf(string host, Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => proxy;

        public bool IsBypassed(Uri destination) => destination.Host != host;
    }
}
