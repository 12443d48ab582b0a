using Octokit;

namespace StandIns.Octokit.Tests;

public sealed class PullRequestListTests
{
    private static readonly string Commit = new('c', 40);

    // The client's own, 7, is open for main; 8 is merged and 10 closed there, 9 is merged elsewhere; 8 changed last.
    private static async Task<Client> Start()
    {
        var client = await Client.Start();
        client.Hub.OpenPull(8, Commit, Commit);
        client.Hub.OpenPull(9, Commit, Commit, into: "release/1 & 2");
        client.Hub.OpenPull(10, Commit, Commit);
        client.Hub.ClosePull(10);
        client.Hub.MergePull(9);
        client.Hub.MergePull(8);
        client.Hub.OpenPull(11, Commit, Commit);
        return client;
    }

    private static async Task<IEnumerable<int>> List(Client client, PullRequestRequest request, ApiOptions? options = null) =>
        (await client.Api.PullRequest.GetAllForRepository(Client.Owner, Client.Name, request, options ?? new ApiOptions())).Select(pull => pull.Number);

    [Fact]
    public async Task Should_List_What_Is_Open_The_Newest_First()
    {
        // Given
        await using var client = await Start();

        // Then
        Assert.Equal([11, 7], await List(client, new PullRequestRequest()));
    }

    [Fact]
    public async Task Should_List_By_State_And_Branch_As_They_Changed()
    {
        // Given
        await using var client = await Start();
        var request = new PullRequestRequest { State = ItemStateFilter.Closed, Base = "main", SortProperty = PullRequestSort.Updated };

        // Then
        Assert.Equal([8, 10], await List(client, request));
        request.SortDirection = SortDirection.Ascending;
        Assert.Equal([10, 8], await List(client, request));
        request.State = ItemStateFilter.All;
        Assert.Equal([7, 10, 8, 11], await List(client, request));
        request.Base = "release/1 & 2";
        Assert.Equal([9], await List(client, request));
    }

    [Fact]
    public async Task Should_List_As_Many_Pages_As_Were_Asked_For()
    {
        // Given
        await using var client = await Start();
        var request = new PullRequestRequest { State = ItemStateFilter.All };

        // Then
        Assert.Equal([11, 10], await List(client, request, new ApiOptions { PageSize = 2, PageCount = 1 }));
        Assert.Equal([11, 10, 9, 8], await List(client, request, new ApiOptions { PageSize = 2, PageCount = 2 }));
    }

    [Fact]
    public async Task Should_Tell_Which_Were_Merged_And_Into_What()
    {
        // Given
        await using var client = await Start();

        // When
        var pulls = await client.Api.PullRequest.GetAllForRepository(Client.Owner, Client.Name, new PullRequestRequest { State = ItemStateFilter.Closed }, new ApiOptions());

        // Then
        Assert.Equal([(10, false, "main"), (9, true, "release/1 & 2"), (8, true, "main")], pulls.Select(pull => (pull.Number, pull.Merged, pull.Base.Ref)));
    }
}
