using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using Loopback;

namespace CompressionPipeline.GitHub.Tests.Comments;

public static class PullRequestsTests
{
    public sealed class TheGetMethod
    {
        [Theory]
        [InlineData(LoopbackGitHub.FullName)]
        [InlineData("mallory/models")]
        [InlineData(null)]
        public async Task Should_Tell_The_Head_Also_Of_A_Fork_That_Is_Gone(string? from)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.OpenPull(8, Job.Head, Job.MergeBase, from);

            // When
            var pull = await new PullRequests(job.Repository).Get(8, CancellationToken.None);

            // Then
            Assert.Equal((8, Job.Head), (pull.Number, pull.Head.Sha));
        }

        [Fact]
        public async Task Should_Say_When_There_Is_None()
        {
            // Given
            await using var job = await Job.Start();

            // Then
            var error = await Assert.ThrowsAsync<PipelineException>(
                () => new PullRequests(job.Repository).Get(99, CancellationToken.None));
            Assert.Contains("99", error.Message);
        }
    }

    public sealed class TheMergedHeadsMethod
    {
        private static string Commit(int number) => $"{number:x40}";

        private static async Task<Job> Merged(params (int Number, string? From, string Into)[] pulls)
        {
            var job = await Job.Start();
            foreach (var (number, from, into) in pulls)
            {
                job.Hub.OpenPull(number, Commit(number), Job.MergeBase, from, into);
                job.Hub.MergePull(number);
            }
            return job;
        }

        [Fact]
        public async Task Should_Tell_What_Was_Merged_Into_That_Branch_Whoever_It_Was_From()
        {
            // Given
            await using var job = await Merged((8, LoopbackGitHub.FullName, "main"), (
                9, "mallory/models", "main"), (10, null, "main"), (11, LoopbackGitHub.FullName, "next"));

            // When
            var heads = await new PullRequests(job.Repository).MergedHeads("main");

            // Then
            Assert.Equal([Commit(8), Commit(9), Commit(10)], heads.Order());
        }

        [Fact]
        public async Task Should_Leave_Out_What_Is_Open_Or_Was_Closed_Without_A_Merge()
        {
            // Given
            await using var job = await Merged((8, LoopbackGitHub.FullName, "main"));
            job.Hub.OpenPull(9, Commit(9), Job.MergeBase);
            job.Hub.OpenPull(10, Commit(10), Job.MergeBase);
            job.Hub.ClosePull(10);

            // Then
            Assert.Equal([Commit(8)], await new PullRequests(job.Repository).MergedHeads("main"));
        }

        [Fact]
        public async Task Should_Look_With_One_Call_At_The_Hundred_That_Changed_Last()
        {
            // Given
            await using var job = await Job.Start();
            foreach (var number in Enumerable.Range(100, 102))
                job.Hub.OpenPull(number, Commit(number), Job.MergeBase);
            foreach (var number in Enumerable.Range(100, 101).Reverse())
                job.Hub.MergePull(number);

            // When
            var heads = await new PullRequests(job.Repository).MergedHeads("main");

            // Then
            Assert.Equal(Enumerable.Range(100, 100).Select(Commit), heads.Order());
            Assert.Equal([$"GET /repos/{LoopbackGitHub.FullName}/pulls"], job.Hub.Calls);
        }

        [Fact]
        public async Task Should_Not_Count_Open_Ones_Or_Another_Branchs_Among_The_Hundred()
        {
            // Given
            await using var job = await Merged([(8, LoopbackGitHub.FullName, "release/1 & 2"), .. Enumerable.Range(100, 100)
                .Select(number => (number, (string?)LoopbackGitHub.FullName, "main"))]);
            foreach (var number in Enumerable.Range(200, 100))
                job.Hub.OpenPull(number, Commit(number), Job.MergeBase, into: "release/1 & 2");

            // Then
            Assert.Equal([Commit(8)], await new PullRequests(job.Repository).MergedHeads("release/1 & 2"));
        }

        [Fact]
        public async Task Should_Take_No_Branch_Not_For_Every_Branch()
        {
            // Given
            await using var job = await Merged((8, LoopbackGitHub.FullName, "main"));

            // Then
            Assert.Empty(await new PullRequests(job.Repository).MergedHeads(""));
        }

        [Fact]
        public async Task Should_Name_The_Missing_Permission()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(1, Error.Forbidden);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => new PullRequests(job.Repository).MergedHeads("main"));

            // Then
            Assert.Contains("main", error.Message);
            Assert.Contains("`pull-requests: read`", error.Message);
        }
    }
}
