using Loopback;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>
/// What GitHub answers to a build: redirects to a store that wants no token, refusals that look like absence, limits, lost
/// answers.
/// </summary>
public sealed class GitHubDownloadTests : IAsyncLifetime
{
    private readonly Fetching fetching = new();
    private readonly string variable = $"TOKEN_{Guid.NewGuid():n}";
    private LoopbackGitHub hub = null!;

    public async Task InitializeAsync()
    {
        hub = await LoopbackGitHub.Start();
        var release = hub.AddRelease(FakeRelease.Tag, "", draft: false);
        foreach (var file in Directory.GetFiles(fetching.Release.Folder))
            hub.AddAsset(release, Path.GetFileName(file), File.ReadAllBytes(file));
        (fetching.Source, fetching.GitHubApi, fetching.TokenVariable) = (
            $"{hub.ServerUrl}/{LoopbackGitHub.FullName}", hub.ApiUrl, variable);
        Token(LoopbackGitHub.Token);
    }

    public async Task DisposeAsync()
    {
        Token(null);
        await hub.DisposeAsync();
        fetching.Dispose();
    }

    [Fact]
    public void Should_Take_A_Private_Release_With_A_Token_Through_The_Api()
    {
        // When
        Assert.True(fetching.Run(), fetching.Engine.Text);

        // Then
        Assert.Equal(fetching.Release.Bytes, File.ReadAllBytes(fetching.Zip));
        Assert.Equal(
            ["/repos/acme/models/releases/tags/docs-1.0.0", "/repos/acme/models/releases/assets/#", "/store/#",
                "/repos/acme/models/releases/assets/#", "/store/#"],
            hub.Calls.Select(call => call["GET ".Length..].TrimEnd("0123456789".ToCharArray()) is var path && path.EndsWith('/')
                ? path + "#"
                : call["GET ".Length..]));
    }

    [Fact]
    public void Should_Take_A_Public_Release_Without_A_Token_From_Its_Pages()
    {
        // Given
        hub.IsPrivate = false;
        Token(null);

        // When
        Assert.True(fetching.Run(), fetching.Engine.Text);

        // Then
        Assert.Equal(fetching.Release.Bytes, File.ReadAllBytes(fetching.Zip));
        Assert.Equal(
            ["SHA256SUMS", FakeRelease.Zip],
            hub.Calls.Where(call => !call.Contains("/store/"))
                .Select(call => call["GET /acme/models/releases/download/docs-1.0.0/".Length..]));
    }

    [Theory]
    [InlineData(null, "CP0013")]
    [InlineData("ghp_expired", "CP0006")]
    public void Should_Fail_Where_A_Private_Repository_Does_Not_Accept_The_Token(string? token, string code)
    {
        // Given
        Token(token);

        // When
        Assert.False(fetching.Run());

        // Then
        fetching.Failed(code);
    }

    [Fact]
    public void Should_Not_Find_A_Draft()
    {
        // Given
        hub.AddRelease("docs-2.0.0", "", draft: true);

        // When
        Assert.False(fetching.Run(("Version", "2.0.0")));

        // Then
        fetching.Failed("CP0013");
    }

    [Theory]
    [InlineData(Error.ErrorAfter)]
    [InlineData(Error.ResetAfter)]
    [InlineData(Error.CutAnswer)]
    public void Should_End_Well_Where_Every_Call_Fails_Once(Error error)
    {
        // Given
        hub.FirstError = error;

        // When
        Assert.True(fetching.Run(), fetching.Engine.Text);

        // Then
        Assert.Equal(fetching.Release.Bytes, File.ReadAllBytes(fetching.Zip));
    }

    [Fact]
    public void Should_Wait_As_Long_As_GitHub_Asks()
    {
        // Given
        hub.FailAt(1, Error.TooManyRequests);

        // When
        Assert.True(fetching.Run(), fetching.Engine.Text);

        // Then
        Assert.Contains("429", fetching.Engine.Text);
    }

    [Fact]
    public void Should_Say_When_A_Spent_Limit_Ends()
    {
        // Given
        hub.FailAt(1, Error.RateLimit);

        // When
        Assert.False(fetching.Run());

        // Then
        fetching.Failed("CP0006");
    }

    [Theory]
    [InlineData(Error.Unauthorized)]
    [InlineData(Error.Forbidden)]
    [InlineData(Error.NotFound)]
    [InlineData(Error.Unprocessable)]
    [InlineData(Error.Page)]
    public void Should_Use_Nothing_After_A_Refusal_Of_Any_Call_And_End_Well_When_Built_Again(Error refusal)
    {
        for (var call = 1; call <= 5; call++)
        {
            // Given
            hub.Calm();
            hub.FailAt(call, refusal);
            fetching.CacheFolder = fetching.Path($"cache-{call}");

            // When
            Assert.False(fetching.Run());
            Assert.Single(fetching.Engine.Errors);
            Assert.False(File.Exists(fetching.Zip));

            // Then
            Assert.True(fetching.Run(), fetching.Engine.Text);
            Assert.Equal(fetching.Release.Bytes, File.ReadAllBytes(fetching.Zip));
        }
    }

    private void Token(string? value) => Environment.SetEnvironmentVariable(variable, value);
}
