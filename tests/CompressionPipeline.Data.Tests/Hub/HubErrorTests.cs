using CompressionPipeline.Core;
using CompressionPipeline.Data.Hub;
using Loopback;
using Microsoft.AspNetCore.Http;

namespace CompressionPipeline.Data.Tests.Hub;

public sealed class HubErrorTests : HubFixture
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    public async Task Should_Try_Again_When_The_Server_Is_Busy(int status)
    {
        Add();
        Server.Interfere = (context, call) =>
        {
            if (call >= 3)
                return Task.FromResult(false);
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            return Task.FromResult(true);
        };
        var clock = new HurriedClock();

        await Download(settings: Settings with { Time = clock });

        Assert.Equal(2, clock.Waits.Count(wait => wait == TimeSpan.FromSeconds(7)));
    }

    // As of old the data set of the first paper: a program that downloads it, and an archive.
    [Fact]
    public async Task Should_Say_Where_A_Data_Set_Is_Parquet_That_Has_A_Program_Alone()
    {
        Server.AddDataSet("acme/rows").With("rows.py", "import datasets").With("data/rows.tar.gz", "");
        using var client = new HubClient(Settings, Progress);

        var error = await Assert.ThrowsAsync<PipelineException>(() => client.Download(
            HubRepository.DataSet("acme/rows"), "main", path => path.EndsWith(".parquet", StringComparison.Ordinal)));

        Assert.Contains("rows.py", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("say revision: refs/convert/parquet.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_Not_Deny_A_Repository_Of_Which_A_File_Is_Missing()
    {
        Add();
        Server.Interfere = (context, _) =>
        {
            var isFile = context.Request.Path.Value!.Contains("/resolve/", StringComparison.Ordinal);
            context.Response.StatusCode = isFile ? 404 : 200;
            context.Response.Headers["X-Error-Code"] = "EntryNotFound";
            return Task.FromResult(isFile);
        };

        var error = await Assert.ThrowsAsync<PipelineException>(() => Download());

        Assert.Contains("does not have a file that it lists", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_Give_A_Silent_Server_Up()
    {
        Add();
        Server.Interfere = async (context, _) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };

        var error = await Assert.ThrowsAsync<PipelineException>(
            () => Download(settings: Settings with { Timeout = TimeSpan.FromMilliseconds(50) }));

        Assert.Contains("HF_HUB_OFFLINE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_Give_Up_A_Server_That_Sends_Without_End()
    {
        Add();
        Server.Interfere = async (context, _) =>
        {
            if (!context.Request.Path.Value!.Contains("/resolve/", StringComparison.Ordinal))
                return false;
            for (var i = 0; i < 1000 && !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.Body.WriteAsync(Weights);
            return true;
        };

        var error = await Assert.ThrowsAsync<PipelineException>(() => Download(path => path == "config.json"));

        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(Cache, "*.incomplete", SearchOption.AllDirectories),
            file => Assert.Equal(0, new FileInfo(file).Length));
    }

    [Theory]
    [InlineData("ftp://elsewhere/x")]
    [InlineData("file:///etc/passwd")]
    public async Task Should_Follow_No_Redirect_To_Another_Protocol(string address)
    {
        Add();
        Server.Interfere = (context, _) =>
        {
            context.Response.Redirect(address);
            return Task.FromResult(true);
        };
        await Assert.ThrowsAsync<PipelineException>(() => Download());
    }

    [Theory]
    [InlineData("https://huggingface.co/a", "https://huggingface.co/b", true)]
    [InlineData("https://huggingface.co/a", "https://HUGGINGFACE.co:443/b", true)]
    [InlineData("https://huggingface.co/a", "http://huggingface.co/a", false)]
    [InlineData("https://huggingface.co/a", "https://huggingface.co:8443/a", false)]
    [InlineData("https://huggingface.co/a", "https://huggingface.co.evil.example/a", false)]
    public void Should_Send_The_Token_Only_Where_It_Is_Meant_For(string endpoint, string address, bool isSame) =>
        Assert.Equal(isSame, HubHttp.IsSameServer(new(address), new(endpoint)));

    [Fact]
    public async Task Should_Say_Where_To_Accept_The_Conditions_Of_A_Gated_Model()
    {
        Add().IsGated = true;

        var error = await Assert.ThrowsAsync<PipelineException>(() => Download());

        Assert.Contains($"{Server.Endpoint}/acme/t5", error.Message, StringComparison.Ordinal);
        Assert.Contains("HF_TOKEN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_Name_The_Model_That_Was_Probably_Meant()
    {
        Add();

        var error = await Assert.ThrowsAsync<PipelineException>(
            () => Download(repository: "acme/t6"));

        Assert.Contains("acme/t5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_Name_The_Revision_That_Was_Probably_Meant()
    {
        Add();

        var error = await Assert.ThrowsAsync<PipelineException>(() => Download(revision: "mian"));

        Assert.Contains("main", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\b")]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    public async Task Should_Refuse_Names_Of_Files_Outside_Of_The_Repository(string path)
    {
        Add().With(path, "x");

        await Assert.ThrowsAsync<InvalidFileException>(() => Download());

        Assert.False(Directory.Exists(Path.Combine(Cache, "models--acme--t5")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c")]
    [InlineData("../x")]
    [InlineData("acme/..")]
    [InlineData("https://huggingface.co/acme/t5")]
    public void Should_Refuse_What_Is_No_Name(string name) =>
        Assert.Throws<PipelineException>(() => HubRepository.Model(name));

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("{}")]
    [InlineData("""{"sha": "x", "siblings": []}""")]
    [InlineData("""{"sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "siblings": [7]}""")]
    [InlineData("""{"sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "siblings": [{"rfilename": "a"}]}""")]
    [InlineData("""{"sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "siblings": [{"rfilename": "a", "size": -1}]}""")]
    [InlineData("""{"sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "siblings": [{"rfilename": "a", "size": 9e18}]}""")]
    [InlineData("""{"sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "siblings": [null]}""")]
    public async Task Should_Refuse_An_Answer_That_Is_Not_The_Hubs(string answer)
    {
        Server.Interfere = async (context, _) =>
        {
            await context.Response.WriteAsync(answer);
            return true;
        };

        await Assert.ThrowsAsync<InvalidFileException>(() => Download());
    }
}
