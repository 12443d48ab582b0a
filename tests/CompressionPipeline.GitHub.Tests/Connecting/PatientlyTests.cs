using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;
using Loopback;

namespace CompressionPipeline.GitHub.Tests.Connecting;

/// <summary>How calls go on when GitHub does not answer well, tried with a comment.</summary>
public static class PatientlyTests
{
    public sealed class ALimit
    {
        [Theory]
        [InlineData(Error.RateLimit, 91)]
        [InlineData(Error.SecondaryLimit, 7)]
        [InlineData(Error.SecondaryLimitUnsaid, 60)]
        [InlineData(Error.Abuse, 5)]
        [InlineData(Error.TooManyRequests, 3)]
        public async Task Should_Be_Waited_For_As_Long_As_GitHub_Says(Error error, int seconds)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(2, error);

            // When
            await job.Comment(1, "one");

            // Then
            Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(job.Clock.Waits));
            Assert.Contains("Trying again in", Assert.Single(job.Progress.Warnings));
            Assert.Single(job.Hub.AllComments);
        }

        [Fact]
        public async Task Should_Be_Waited_For_By_GitHubs_Clock_Where_Ours_Goes_Wrong()
        {
            // Given
            await using var job = await Job.Start();
            await using var slow = job.Another();
            job.Clock.CreateTimer(_ => { }, null, TimeSpan.FromHours(3), Timeout.InfiniteTimeSpan);
            job.Hub.FailAt(2, Error.RateLimit);

            // When
            await slow.Comment(1, "one");

            // Then
            Assert.Equal(TimeSpan.FromSeconds(91), Assert.Single(slow.Clock.Waits));
        }

        [Fact]
        public async Task Should_Be_Explained_When_It_Lasts_Too_Long()
        {
            // Given
            await using var job = await Job.Start();
            for (var call = 1; call < 20; call++)
                job.Hub.FailAt(call, Error.RateLimit);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Contains("API rate limit exceeded", error.Message);
            Assert.Contains("It lasts until 2025-01-01 12:", error.Message);
            Assert.True(job.Clock.Waits.Aggregate((sum, wait) => sum + wait) <= new Patience().Limit);
        }
    }

    public sealed class ALostAnswer
    {
        [Theory]
        [InlineData(Error.ErrorBefore)]
        [InlineData(Error.ErrorAfter)]
        [InlineData(Error.ResetBefore)]
        [InlineData(Error.ResetAfter)]
        [InlineData(Error.CutAnswer)]
        [InlineData(Error.Page)]
        public async Task Should_Not_Bring_A_Second_Comment(Error error)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(2, error);

            // When
            var outcome = await job.Comment(1, "one");

            // Then
            Assert.Equal((long)Assert.Single(job.Hub.AllComments)["id"]!, outcome.Id);
            Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(job.Clock.Waits));
        }

        [Theory]
        [InlineData(Error.SilenceBefore)]
        [InlineData(Error.SilenceAfter)]
        [InlineData(Error.StalledAnswer)]
        public async Task Should_Count_As_Lost_When_It_Takes_Too_Long(Error error)
        {
            // Given
            await using var job = await Job.Start(timeout: TimeSpan.FromSeconds(1));
            job.Hub.FailAt(2, error);

            // When
            await job.Comment(1, "one");

            // Then
            Assert.Single(job.Hub.AllComments);
            Assert.Contains("no answer in time", job.Progress.Warnings[0]);
        }

        [Fact]
        public async Task Should_Be_Waited_For_Longer_And_Longer_And_Then_Explained()
        {
            // Given
            await using var job = await Job.Start();
            for (var call = 1; call < 20; call++)
                job.Hub.FailAt(call, Error.ErrorBefore);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Equal([1, 2, 4, 8, 16], job.Clock.Waits.Select(wait => wait.TotalSeconds));
            Assert.Contains("after 6 tries: GitHub answered 500", error.Message);
        }

        [Fact]
        public async Task Should_Be_Looked_For_Even_After_The_Last_Try()
        {
            // Given
            await using var job = await Job.Start();
            // Call 1 lists; each lost creation is followed by a look.
            foreach (var call in new[] { 2, 4, 6, 8, 10 })
                job.Hub.FailAt(call, Error.ErrorBefore);
            job.Hub.FailAt(12, Error.ErrorAfter);

            // When
            var outcome = await job.Comment(1, "one");

            // Then
            Assert.Equal((long)Assert.Single(job.Hub.AllComments)["id"]!, outcome.Id);
        }
    }

    public sealed class ARefusal
    {
        [Theory]
        [InlineData(Error.Unauthorized, "401", "set GITHUB_TOKEN again")]
        [InlineData(Error.Forbidden, "403: Resource not accessible by integration", "`pull-requests: write`")]
        [InlineData(Error.NotFound, "404", "the token may not see it")]
        [InlineData(Error.Unprocessable, "(Thing field invalid)", "names the field")]
        public async Task Should_Be_Explained_At_Once(Error refusal, string what, string fix)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(2, refusal);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Contains(what, error.Message);
            Assert.Contains(fix, error.Message);
            Assert.Empty(job.Clock.Waits);
        }

        [Fact]
        public async Task Should_Never_Show_The_Token_Even_If_GitHub_Does()
        {
            // Given
            const string token = "ghs_AnotherSecret";
            await using var job = await Job.Start(token: token);
            job.Hub.Indiscreet = true;
            job.Hub.FailAt(1, Error.ErrorBefore);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Contains("Bad credentials: Token ***", error.Message);
            Assert.DoesNotContain(token, error + string.Concat(job.Progress.Warnings));
        }
    }

    public sealed class AnInterruption
    {
        [Fact]
        public async Task Should_End_A_Call_That_Hangs()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(1, Error.SilenceBefore);
            using var stop = new CancellationTokenSource();
            job.Hub.Turn = _ => Task.Run(() => stop.CancelAfter(TimeSpan.FromMilliseconds(10)));

            // Then
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => new PullRequestComment(job.Repository).Put(Job.Pull, Job.Body(1, "one"), CommentMode.Always, stop.Token));
        }
    }
}
