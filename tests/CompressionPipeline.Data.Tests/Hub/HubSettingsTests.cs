using CompressionPipeline.Core;
using CompressionPipeline.Data.Hub;
using TestKit;

namespace CompressionPipeline.Data.Tests.Hub;

public sealed class HubSettingsTests
{
    [Fact]
    public void Should_Follow_The_Variables_Of_The_Hubs_Own_Library()
    {
        var settings = Read(new()
        {
            ["HF_ENDPOINT"] = "https://hub.example/mirror/", ["HF_TOKEN"] = " hf_secret\n", ["HF_HOME"] = "/caches/hf",
            ["HF_HUB_OFFLINE"] = "1", ["HF_HUB_DOWNLOAD_TIMEOUT"] = "5",
        });

        Assert.Equal(new Uri("https://hub.example/mirror/"), settings.Endpoint);
        Assert.Equal("hf_secret", settings.Token.Reveal());
        Assert.Equal("/caches/hf/hub", settings.Cache);
        Assert.True(settings.IsOffline);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Timeout);
    }

    [Fact]
    public void Should_Know_Older_Names_Where_The_Newer_Ones_Are_Not_Set()
    {
        var older = new Dictionary<string, string>
        {
            ["HUGGING_FACE_HUB_TOKEN"] = "hf_old", ["HUGGINGFACE_HUB_CACHE"] = "/caches/old", ["TRANSFORMERS_OFFLINE"] = "1",
        };
        var settings = Read(older);
        var newer = Read(new(older) { ["HF_TOKEN"] = "hf_new", ["HF_HUB_CACHE"] = "/caches/new", ["HF_HUB_OFFLINE"] = "0" });

        Assert.Equal(("hf_old", "/caches/old", true), (settings.Token.Reveal(), settings.Cache, settings.IsOffline));
        Assert.Equal(("hf_new", "/caches/new", false), (newer.Token.Reveal(), newer.Cache, newer.IsOffline));
    }

    [Fact]
    public void Should_Have_The_Defaults_Of_The_Hubs_Own_Library()
    {
        var settings = Read(new() { ["HF_TOKEN_PATH"] = "/nowhere" });

        Assert.Equal(new Uri("https://huggingface.co/"), settings.Endpoint);
        Assert.EndsWith("/.cache/huggingface/hub", settings.Cache, StringComparison.Ordinal);
        Assert.False(settings.IsOffline);
        Assert.False(settings.Token.IsSet);
    }

    [Theory]
    [InlineData("HF_HOME", "~/hf", "hf/hub")]
    [InlineData("HF_HUB_CACHE", "~/hub", "hub")]
    public void Should_Know_The_Home_Folder_By_Its_Sign(string name, string value, string below) => Assert.Equal(
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), below),
        Read(new() { [name] = value }).Cache);

    [Fact]
    public void Should_Say_Where_A_Link_To_A_Token_Leads_To_Nothing()
    {
        using var home = new TemporaryFolder();
        File.CreateSymbolicLink(home.File("token"), "nothing");
        var error = Assert.ThrowsAny<PipelineException>(() => Read(new() { ["HF_HOME"] = home.Path }));
        Assert.Contains(home.File("token"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Read_The_Token_That_A_Login_Has_Left()
    {
        using var home = new TemporaryFolder();
        File.WriteAllText(home.File("token"), "hf_of_a_login\n");

        Assert.Equal("hf_of_a_login", Read(new() { ["HF_HOME"] = home.Path }).Token.Reveal());
    }

    [Fact]
    public void Should_Not_Print_The_Token() => Assert.DoesNotContain(
        "hf_secret", Read(new() { ["HF_TOKEN"] = "hf_secret" }).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("HF_ENDPOINT", "huggingface.co")]
    [InlineData("HF_ENDPOINT", "ftp://hub")]
    [InlineData("HF_HUB_DOWNLOAD_TIMEOUT", "soon")]
    [InlineData("HF_HUB_DOWNLOAD_TIMEOUT", "2147483647")]
    [InlineData("HF_TOKEN", "hf_\u00e9")]
    public void Should_Refuse_What_Cannot_Be(string name, string value)
    {
        var error = Assert.Throws<PipelineException>(() => Read(new() { [name] = value }));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static HubSettings Read(Dictionary<string, string> variables) =>
        HubSettings.FromEnvironment(name => variables.GetValueOrDefault(name));
}
