using Octokit;

namespace StandIns.Octokit.Tests;

public sealed class CheckRunTests
{
    private static readonly string Commit = new('a', 40);

    [Fact]
    public async Task Should_Create_Find_And_Update()
    {
        // Given
        await using var client = await Client.Start();
        var note = new NewCheckRunAnnotation("models.yaml", 3, 4, CheckAnnotationLevel.Failure, "missed") { Title = "rouge2" };
        var created = await client.Runs.Create(Client.Owner, Client.Name, new NewCheckRun("the gate", Commit)
        {
            ExternalId = "42",
            Status = CheckStatus.InProgress,
            Output = new NewCheckRunOutput("title", "summary") { Annotations = [note] },
        });

        // When
        var updated = await client.Runs.Update(Client.Owner, Client.Name, created.Id, new CheckRunUpdate { Status = CheckStatus.Completed, Conclusion = CheckConclusion.Failure });

        // Then
        var request = new CheckRunRequest { CheckName = "the gate", Filter = CheckRunCompletedAtFilter.All };
        var found = Assert.Single((await client.Runs.GetAllForReference(Client.Owner, Client.Name, Commit, request, new ApiOptions { PageSize = 100 })).CheckRuns);
        Assert.Equal((created.Id, "42", Commit, "the gate"), (found.Id, found.ExternalId, found.HeadSha, found.Name));
        Assert.Equal((CheckStatus.Completed, CheckConclusion.Failure), (updated.Status.Value, updated.Conclusion!.Value.Value));
        var shown = Assert.Single(await client.Runs.GetAllAnnotations(Client.Owner, Client.Name, created.Id, new ApiOptions()));
        Assert.Equal(("models.yaml", 3, 4, "missed", "rouge2", CheckAnnotationLevel.Failure), (shown.Path, shown.StartLine, shown.EndLine, shown.Message, shown.Title, shown.AnnotationLevel!.Value.Value));
    }

    [Fact]
    public async Task Should_List_The_Latest_Of_A_Name_Or_All_On_Every_Page()
    {
        // Given
        await using var client = await Client.Start();
        for (var i = 0; i < 35; i++)
            await client.Runs.Create(Client.Owner, Client.Name, new NewCheckRun("the gate", Commit) { ExternalId = $"{i}" });

        // When
        var latest = await client.Runs.GetAllForReference(Client.Owner, Client.Name, Commit, new CheckRunRequest { CheckName = "the gate" }, new ApiOptions());
        var all = await client.Runs.GetAllForReference(Client.Owner, Client.Name, Commit, new CheckRunRequest { Filter = CheckRunCompletedAtFilter.All }, new ApiOptions());

        // Then
        Assert.Equal("34", Assert.Single(latest.CheckRuns).ExternalId);
        Assert.Equal((35, 35), (all.TotalCount, all.CheckRuns.Count));
    }
}
