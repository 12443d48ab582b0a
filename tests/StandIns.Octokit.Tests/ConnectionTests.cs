using Octokit;

namespace StandIns.Octokit.Tests;

public sealed class ConnectionTests
{
    private static readonly Uri Artifacts = new($"repos/{Client.Owner}/{Client.Name}/actions/artifacts", UriKind.Relative);

    [Fact]
    public async Task Should_Read_An_Answer_Into_A_Record_Of_The_Callers_Own()
    {
        // Given
        await using var client = await Client.Start();
        client.Hub.Upload(1, "a & b", [1], from: null, bytes: 5L << 30);
        client.Hub.Upload(1, "other", [1]);

        // When
        var answer = await client.Api.Connection.Get<Page>(Artifacts, new Dictionary<string, string> { ["name"] = "a & b" });

        // Then
        var entry = Assert.Single(answer.Body.Artifacts);
        Assert.Equal((5L << 30, null, 1L), (entry.SizeInBytes, entry.WorkflowRun.HeadRepositoryId, entry.WorkflowRun.RepositoryId));
    }

    [Fact]
    public async Task Should_Ask_Without_Parameters()
    {
        // Given
        await using var client = await Client.Start();
        client.Hub.Upload(1, "a", [1]);

        // Then
        Assert.Single((await client.Api.Connection.Get<Page>(Artifacts, null!)).Body.Artifacts);
        await Assert.ThrowsAsync<NotFoundException>(() => client.Api.Connection.Get<Page>(new Uri("repos/none/none", UriKind.Relative), null!));
    }

    private sealed class Page
    {
        public IReadOnlyList<Entry> Artifacts { get; set; } = [];
    }

    private sealed class Entry
    {
        public long SizeInBytes { get; set; }

        public Run WorkflowRun { get; set; } = new();
    }

    private sealed class Run
    {
        public long? RepositoryId { get; set; }

        public long? HeadRepositoryId { get; set; }
    }
}
