using CompressionPipeline.Core;
using Loopback;

namespace CompressionPipeline.GitHub.Tests.Comments;

public static class PullRequestsTests
{
    public sealed class TheGetMethod
    {
        [Theory]
        [InlineData(LoopbackGitHub.FullName, false)]
        [InlineData("mallory/models", true)]
        [InlineData(null, true)]
        public async Task Should_Tell_Commits_And_Whether_It_Is_From_A_Fork(string? from, bool fork)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.OpenPull(8, Job.Head, Job.MergeBase, from);

            // When
            var facts = await new PullRequests(job.Repository).Get(8, CancellationToken.None);

            // Then
            Assert.Equal(new(8, Job.Head, Job.MergeBase, fork, false), facts);
        }

        [Fact]
        public async Task Should_Say_When_There_Is_None()
        {
            // Given
            await using var job = await Job.Start();

            // Then
            var fault = await Assert.ThrowsAsync<PipelineException>(() => new PullRequests(job.Repository).Get(99, CancellationToken.None));
            Assert.Contains("read pull request 99", fault.Message);
        }
    }
}
