using Loopback;

namespace CompressionPipeline.Cake.Tests;

/// <summary>A job that ends in the middle of a call that writes; GitHub did what it asked for, and it never heard.</summary>
public sealed class KilledTests : ActionsTests
{
    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    public async Task Should_Leave_One_Comment_And_One_Check_When_Run_Again(string signal)
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.After(compressed: "cancelled");

        // When
        var writes = await EndInEachWrite("Comment", signal, () =>
        {
            // Then
            Assert.NotEmpty(job.Comment);
            Assert.Equal("cancelled", (string?)Assert.Single(job.Hub.AllChecks)["conclusion"]);
        });
        Assert.Equal(2, writes);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    public async Task Should_Leave_One_Release_When_Run_Again(string signal)
    {
        // Given
        job.Job("workflow_run", 20, $$"""{ "workflow_run": { "event": "push", "head_sha": "{{job.Head}}" } }""");
        job.CompressElsewhere();
        job.Run("ReleaseAssets");

        // When
        var writes = await EndInEachWrite("Release", signal, () =>
        {
            // Then
            job.Released();
        });
        Assert.Equal(2 + Directory.GetFiles(job.Host.File("artifacts", "release", "docs")).Length, writes);
    }

    private async Task<int> EndInEachWrite(string target, string signal, Action then)
    {
        job.Hub.Clear();
        Assert.True(job.Run(target) == 0, job.Errors);
        var writes = job.Hub.Calls.Select((call, index) => (call, Number: index + 1))
            .Where(call => !call.call.StartsWith("GET", StringComparison.Ordinal)).ToList();
        foreach (var (call, number) in writes)
        {
            job.Hub.Clear();
            job.Hub.FailAt(number, Error.SilenceAfter);
            using (var host = new HostProcess(job.Host, target))
            {
                var end = host.End();
                while (job.Hub.Calls.Count < number && !end.IsCompleted)
                    await Task.Delay(20);
                host.Signal(signal);
                Assert.NotEqual(0, (await end).Code);
            }
            job.Hub.Calm();
            Assert.True(job.Run(target) == 0, $"{call}: {job.Errors}");
            then();
        }
        return writes.Count;
    }
}
