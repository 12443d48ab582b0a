namespace CompressionPipeline.Cake.Tests;

/// <summary>Two programs, not two threads: each with its own memory, on one pull request.</summary>
public sealed class CommentRaceTests : ActionsTests
{
    [Fact]
    public async Task Should_Leave_One_Comment()
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.After(compressed: "cancelled");
        using var both = new Barrier(2);
        var late = 0;
        job.Hub.Turn = call => Task.Run(() =>
        {
            // Both have looked, and found no comment, before one writes.
            if (call.StartsWith("GET", StringComparison.Ordinal)
                && call.EndsWith("/comments", StringComparison.Ordinal) && Interlocked.Increment(ref late) <= 2)
                both.SignalAndWait(TimeSpan.FromSeconds(60));
        });

        // When
        using var one = new HostProcess(job.Host, "Comment");
        using var other = new HostProcess(job.Host, "Comment");
        var ended = await Task.WhenAll(one.End(), other.End());

        // Then
        Assert.All(ended, end => Assert.True(end.Code == 0, end.Output + end.Errors));
        Assert.NotEmpty(job.Comment);
    }
}
