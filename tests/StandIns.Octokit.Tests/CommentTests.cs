using Octokit;

namespace StandIns.Octokit.Tests;

public sealed class CommentTests
{
    [Fact]
    public async Task Should_Create_Edit_And_Delete()
    {
        // Given
        await using var client = await Client.Start();

        // When
        var created = await client.Comments.Create(Client.Owner, Client.Name, Client.Pull, "first");
        var edited = await client.Comments.Update(Client.Owner, Client.Name, created.Id, "second");

        // Then
        Assert.Equal((created.Id, "second", "github-actions[bot]", AccountType.Bot), (edited.Id, edited.Body, edited.User.Login, edited.User.Type!.Value));
        Assert.Contains($"#issuecomment-{created.Id}", created.HtmlUrl);
        await client.Comments.Delete(Client.Owner, Client.Name, created.Id);
        Assert.Empty(client.Hub.AllComments);
    }

    [Fact]
    public async Task Should_Send_Any_Letter()
    {
        // Given
        await using var client = await Client.Start();
        const string text = "lines\r\nand\ttabs, \"quotes\", \\u001B, </details>, é, 😀";

        // When
        var created = await client.Comments.Create(Client.Owner, Client.Name, Client.Pull, text);

        // Then
        Assert.Equal((text, text), (created.Body, (string)Assert.Single(client.Hub.AllComments)["body"]!));
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(100, 1)]
    public async Task Should_List_Every_Page(int? pageSize, int calls)
    {
        // Given
        await using var client = await Client.Start();
        for (var i = 0; i < 70; i++)
            client.Hub.AddComment(Client.Pull, "ann", $"{i}");

        // When
        var all = await client.Comments.GetAllForIssue(Client.Owner, Client.Name, Client.Pull, new ApiOptions { PageSize = pageSize });

        // Then
        Assert.Equal(Enumerable.Range(0, 70).Select(i => $"{i}"), all.Select(comment => comment.Body));
        Assert.Equal(calls, client.Hub.Calls.Count);
    }
}
