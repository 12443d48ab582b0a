using Octokit;

namespace StandIns.Octokit.Tests;

public sealed class ClientTests
{
    [Theory]
    [InlineData("https://github.com", "https://api.github.com/")]
    [InlineData("https://ghe.example.org", "https://ghe.example.org/api/v3/")]
    [InlineData("https://ghe.example.org/api/v3", "https://ghe.example.org/api/v3/")]
    public void Should_Take_An_Address_For_That_Of_A_Server(string address, string api)
    {
        // Then
        Assert.Equal(api, new GitHubClient(new ProductHeaderValue("Tests"), new Uri(address)).BaseAddress.ToString());
    }

    [Fact]
    public void Should_Take_A_Connections_Address_As_It_Is()
    {
        // Then
        Assert.Equal("https://api.acme.ghe.com/", new GitHubClient(new Connection(new ProductHeaderValue("Tests"), new Uri("https://api.acme.ghe.com/"))).BaseAddress.ToString());
    }

    [Fact]
    public async Task Should_Read_A_Pull_Request()
    {
        // Given
        await using var client = await Client.Start();

        // When
        var pull = await client.Api.PullRequest.Get(Client.Owner, Client.Name, Client.Pull);

        // Then
        Assert.Equal((Client.Pull, new string('a', 40), new string('b', 40), false), (pull.Number, pull.Head.Sha, pull.Base.Sha, pull.Merged));
        Assert.Equal("acme/models", pull.Head.Repository.FullName);
    }

    [Theory]
    [InlineData("in_progress", CheckStatus.InProgress)]
    [InlineData("completed", CheckStatus.Completed)]
    public void Should_Read_Words_As_Enumerations(string word, CheckStatus status)
    {
        // Then
        Assert.Equal(status, new StringEnum<CheckStatus>(word).Value);
        Assert.Equal(word, new StringEnum<CheckStatus>(status).StringValue);
        Assert.False(new StringEnum<CheckStatus>("unheard_of").TryParse(out _));
    }
}
