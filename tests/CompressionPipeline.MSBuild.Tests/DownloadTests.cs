using System.Text;
using System.Text.Json;

namespace CompressionPipeline.MSBuild.Tests;

public sealed class DownloadTests : IDisposable
{
    private const string Zip = $"/{FakeRelease.Tag}/{FakeRelease.Zip}";

    private readonly Fetching fetching = new();

    public DownloadTests() => fetching.Serve();

    [Fact]
    public void Should_Bring_A_Release_From_A_Server_Once()
    {
        // When
        Assert.True(fetching.Run(), fetching.Engine.Text);
        Assert.True(fetching.Run(), fetching.Engine.Text);

        // Then
        Assert.Equal([$"/{FakeRelease.Tag}/SHA256SUMS", Zip], fetching.Server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void Should_Need_No_List_Where_The_Variant_Is_Said()
    {
        // When
        Assert.True(fetching.Run(("Variant", "shallow")), fetching.Engine.Text);

        // Then
        Assert.Equal([Zip], fetching.Server.Requests.Select(request => request.Path));
    }

    [Fact]
    public void Should_Understand_A_Pattern_Of_Addresses()
    {
        // Given
        fetching.Server.Files["/files/docs/1.0.0/docs-shallow-onnx.zip"] = fetching.Release.Bytes;
        fetching.Source = fetching.Server.Address + "/files/{model}/{version}/{asset}";

        // Then
        Assert.True(fetching.Run(("Variant", "shallow")), fetching.Engine.Text);
    }

    [Fact]
    public void Should_Go_On_Where_A_Connection_Broke()
    {
        // Given
        fetching.Server.CutOff[Zip] = 2;

        // When
        Assert.True(fetching.Run(("Variant", "shallow")), fetching.Engine.Text);

        // Then
        Assert.Equal(3, fetching.Server.Requests.Count);
        Assert.Equal([true, false, false], fetching.Server.Requests.Select(request => request.Range is null));
        Assert.Equal(fetching.Release.Bytes, File.ReadAllBytes(fetching.Zip));
    }

    [Fact]
    public void Should_Go_On_Where_A_Killed_Build_Stopped()
    {
        // Given
        Directory.CreateDirectory(fetching.CacheFolder);
        File.WriteAllBytes(fetching.Partial, fetching.Release.Bytes[..1000]);

        // When
        Assert.True(fetching.Run(("Variant", "shallow")), fetching.Engine.Text);

        // Then
        Assert.Equal(["bytes=1000-"], fetching.Server.Requests.Select(request => request.Range));
    }

    [Fact]
    public void Should_Start_Again_Where_The_Beginning_Was_Another_File()
    {
        // Given
        Directory.CreateDirectory(fetching.CacheFolder);
        File.WriteAllBytes(fetching.Partial, new byte[1000]);

        // Then
        Assert.True(fetching.Run(("Variant", "shallow")), fetching.Engine.Text);
        Assert.Equal(["bytes=1000-", null], fetching.Server.Requests.Select(request => request.Range));
    }

    [Fact]
    public void Should_Never_Take_A_Part_For_The_Whole()
    {
        // Given
        fetching.Server.CutOff[Zip] = int.MaxValue;

        // Then
        Assert.False(fetching.Run(("Variant", "shallow")));
        fetching.Failed("CP0006");
        Assert.False(File.Exists(fetching.Zip));
    }

    [Fact]
    public void Should_Retry_Where_The_Server_Fails_For_A_Time()
    {
        // Given
        fetching.Server.Errors[Zip] = (503, 2);

        // Then
        Assert.True(fetching.Run(("Variant", "shallow")), fetching.Engine.Text);
    }

    [Theory]
    [InlineData(500, "CP0006", 4), InlineData(404, "CP0013", 1), InlineData(403, "CP0006", 1), InlineData(400, "CP0006", 1)]
    public void Should_Give_Up_With_The_Reason(int status, string code, int requests)
    {
        // Given
        fetching.Server.Errors[Zip] = (status, int.MaxValue);

        // Then
        Assert.False(fetching.Run(("Variant", "shallow")));
        fetching.Failed(code);
        Assert.Equal(requests, fetching.Server.Requests.Count);
    }

    [Fact]
    public void Should_Not_Use_The_Network_When_It_Is_Forbidden()
    {
        // Given
        fetching.Offline = true;

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0005", fetching.CacheFolder);
        Assert.Empty(fetching.Server.Requests);
    }

    [Fact]
    public void Should_Need_No_Network_For_What_Is_In_The_Cache()
    {
        // Given
        Assert.True(fetching.Run());
        fetching.Offline = true;
        fetching.Server.Dispose();

        // Then
        Assert.True(fetching.Run(), fetching.Engine.Text);
    }

    [Fact]
    public void Should_Give_The_Token_To_The_Source_And_To_Nobody_Else()
    {
        // Given
        using var elsewhere = new LoopbackServer();
        elsewhere.Files["/storage"] = fetching.Release.Bytes;
        fetching.Server.Redirects[Zip] = elsewhere.Address + "/storage";
        fetching.TokenVariable = Variable("s3cret");

        // When
        Assert.True(fetching.Run(("Variant", "shallow")), fetching.Engine.Text);

        // Then
        Assert.Equal(["Bearer s3cret"], fetching.Server.Requests.Select(request => request.Token));
        Assert.Equal([null], elsewhere.Requests.Select(request => request.Token));
        Assert.DoesNotContain("s3cret", fetching.Engine.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Give_No_Token_Over_An_Open_Line()
    {
        // Given
        fetching.Source = "http://models.invalid";
        fetching.TokenVariable = Variable("s3cret");
        fetching.Offline = false;

        // When
        fetching.Run(("Variant", "shallow"));

        // Then
        Assert.Equal("CP0016", Assert.Single(fetching.Engine.Warnings).Code);
        Assert.DoesNotContain("s3cret", fetching.Engine.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Ask_The_Api_Of_A_Private_Repository()
    {
        // Given
        fetching.GitHubApi = fetching.Server.Address + "/api/v3";
        fetching.TokenVariable = Variable("s3cret");
        fetching.Source = fetching.Server.Address + "/owner/repository";
        var assets = new[] { FakeRelease.Zip, "SHA256SUMS" }.Select(
            (name, id) => new { name, url = $"{fetching.Server.Address}/assets/{id}" }).ToList();
        fetching.Server.Files["/api/v3/repos/owner/repository/releases/tags/docs-1.0.0"] = Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(new { assets }));
        fetching.Server.Files["/assets/0"] = fetching.Release.Bytes;
        fetching.Server.Files["/assets/1"] = File.ReadAllBytes(Path.Combine(fetching.Release.Folder, "SHA256SUMS"));

        // When
        Assert.True(fetching.Run(), fetching.Engine.Text);

        // Then
        Assert.Equal(
            ["application/vnd.github+json", "application/octet-stream", "application/octet-stream"],
            fetching.Server.Requests.Select(request => request.Accept));
        Assert.All(fetching.Server.Requests, request => Assert.Equal("Bearer s3cret", request.Token));
    }

    [Theory]
    [InlineData("github.example.org/api/v3")]
    [InlineData("ftp://github.example.org/api/v3")]
    [InlineData("https://[github")]
    public void Should_Refuse_An_Api_That_Is_No_Address(string api)
    {
        // Given
        fetching.GitHubApi = api;
        fetching.Source = fetching.Server.Address + "/owner/repository";

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0004", "CompressedModelGitHubApi");
    }

    [Fact]
    public void Should_Refuse_A_Token_Of_Several_Lines()
    {
        // Given
        fetching.TokenVariable = Variable("s3cret\nand more");

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0006", fetching.TokenVariable);
        Assert.DoesNotContain("s3cret", fetching.Engine.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Take_Public_Releases_From_Their_Pages()
    {
        // Given
        fetching.GitHubApi = fetching.Server.Address + "/api/v3";
        fetching.TokenVariable = Variable("");
        fetching.Source = fetching.Server.Address + "/owner/repository.git";
        fetching.Server.Files["/owner/repository/releases/download/docs-1.0.0/docs-shallow-onnx.zip"] = fetching.Release.Bytes;

        // Then
        Assert.True(fetching.Run(("Variant", "shallow")), fetching.Engine.Text);
    }

    [Fact]
    public async Task Should_Fetch_Once_For_Builds_That_Run_At_Once()
    {
        // Given
        var projects = Enumerable.Range(0, 4)
            .Select(_ => new Fetching { CacheFolder = fetching.CacheFolder, Source = fetching.Source }).ToList();

        // When
        var builds = await Task.WhenAll(
            projects.Select(project => Task.Run(() => project.Run(("Variant", "shallow"), ("Sha256", fetching.Release.Digest)))));
        projects.ForEach(project => project.Dispose());

        // Then
        Assert.All(builds, Assert.True);
        Assert.Single(fetching.Server.Requests);
    }

    public void Dispose() => fetching.Dispose();

    private static string Variable(string value)
    {
        var name = $"TOKEN_{Guid.NewGuid():n}";
        Environment.SetEnvironmentVariable(name, value);
        return name;
    }
}
