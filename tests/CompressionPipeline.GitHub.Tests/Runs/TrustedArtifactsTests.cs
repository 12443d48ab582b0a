using CompressionPipeline.GitHub.Runs;

namespace CompressionPipeline.GitHub.Tests.Runs;

public sealed class TrustedArtifactsTests
{
    // With one name GitHub is asked for it alone, with 21 for the list of all.
    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    public async Task Should_Take_The_Newest_Trusted_Also_Behind_A_Page_Of_Untrusted(int count)
    {
        // Given
        await using var job = await Job.Start();
        var names = Enumerable.Range(1, count).Select(number => $"reuse-{number}").ToArray();
        foreach (var run in new[] { 1, 2 })
            foreach (var name in names)
                job.Hub.Upload(run, name, [], commit: Job.Head);
        for (var run = 3; run < 120; run++)
            job.Hub.Upload(run, names[0], []);

        // When
        var found = await new RunArtifacts(job.Repository).Find(names, artifact => artifact.Commit == Job.Head);

        // Then
        Assert.Equal(names.Order(), found.Keys.Order());
        Assert.All(found.Values, artifact => Assert.Equal(2, artifact.Run));
        Assert.Equal(2, job.Hub.Calls.Count);
    }

    [Fact]
    public async Task Should_Find_None_Where_None_Is_Trusted()
    {
        // Given
        await using var job = await Job.Start();
        job.Hub.Upload(1, "reuse-a", []);

        // Then
        Assert.Empty(await new RunArtifacts(job.Repository).Find(["reuse-a"], _ => false));
    }

    [Fact]
    public async Task Should_Ask_Only_For_What_It_Would_Bring_Itself_And_Tell_Where_It_Is_From()
    {
        // Given
        await using var job = await Job.Start();
        job.Hub.Upload(1, "reuse-a", [], commit: Job.Head);
        job.Hub.Upload(2, "reuse-a", []);
        job.Hub.Upload(3, "reuse-a", [], expired: true);
        job.Hub.Upload(4, "reuse-a", [], from: "somebody/models");
        job.Hub.Upload(5, "reuse-a", [], from: null);
        var asked = new List<RunArtifact>();

        // When
        var found = await new RunArtifacts(job.Repository).Find(["reuse-a"], artifact =>
        {
            asked.Add(artifact);
            return artifact.Commit is not null;
        });

        // Then
        Assert.Equal([(2, null), (1, Job.Head)], asked.Select(artifact => (artifact.Run, artifact.Commit)));
        Assert.Equal(asked[1], found["reuse-a"]);
    }
}
