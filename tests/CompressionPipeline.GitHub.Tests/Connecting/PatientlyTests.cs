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
        [InlineData(Fault.RateLimit, 91)]
        [InlineData(Fault.SecondaryLimit, 7)]
        [InlineData(Fault.SecondaryLimitUnsaid, 60)]
        [InlineData(Fault.Abuse, 5)]
        [InlineData(Fault.TooManyRequests, 3)]
        public async Task Should_Be_Waited_For_As_Long_As_GitHub_Says(Fault fault, int seconds)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(2, fault);

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
            job.Hub.FailAt(2, Fault.RateLimit);

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
                job.Hub.FailAt(call, Fault.RateLimit);

            // When
            var fault = await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Contains("API rate limit exceeded", fault.Message);
            Assert.Contains("It lasts until 2025-01-01 12:", fault.Message);
            Assert.True(job.Clock.Waits.Aggregate((sum, wait) => sum + wait) <= new Patience().Limit);
        }
    }

    public sealed class ALostAnswer
    {
        [Theory]
        [InlineData(Fault.ErrorBefore)]
        [InlineData(Fault.ErrorAfter)]
        [InlineData(Fault.ResetBefore)]
        [InlineData(Fault.ResetAfter)]
        [InlineData(Fault.CutAnswer)]
        [InlineData(Fault.Page)]
        public async Task Should_Not_Bring_A_Second_Comment(Fault fault)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(2, fault);

            // When
            var outcome = await job.Comment(1, "one");

            // Then
            Assert.Equal((long)Assert.Single(job.Hub.AllComments)["id"]!, outcome.Id);
            Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(job.Clock.Waits));
        }

        [Theory]
        [InlineData(Fault.SilenceBefore)]
        [InlineData(Fault.SilenceAfter)]
        [InlineData(Fault.StalledAnswer)]
        public async Task Should_Count_As_Lost_When_It_Takes_Too_Long(Fault fault)
        {
            // Given
            await using var job = await Job.Start(timeout: TimeSpan.FromSeconds(1));
            job.Hub.FailAt(2, fault);

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
                job.Hub.FailAt(call, Fault.ErrorBefore);

            // When
            var fault = await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Equal([1, 2, 4, 8, 16], job.Clock.Waits.Select(wait => wait.TotalSeconds));
            Assert.Contains("after 6 tries: GitHub answered 500", fault.Message);
        }

        [Fact]
        public async Task Should_Be_Looked_For_Even_After_The_Last_Try()
        {
            // Given
            await using var job = await Job.Start();
            // Call 1 lists; each lost creation is followed by a look.
            foreach (var call in new[] { 2, 4, 6, 8, 10 })
                job.Hub.FailAt(call, Fault.ErrorBefore);
            job.Hub.FailAt(12, Fault.ErrorAfter);

            // When
            var outcome = await job.Comment(1, "one");

            // Then
            Assert.Equal((long)Assert.Single(job.Hub.AllComments)["id"]!, outcome.Id);
        }
    }

    public sealed class ARefusal
    {
        [Theory]
        [InlineData(Fault.Unauthorized, "401", "set GITHUB_TOKEN again")]
        [InlineData(Fault.Forbidden, "403: Resource not accessible by integration", "`pull-requests: write`")]
        [InlineData(Fault.NotFound, "404", "the token may not see it")]
        [InlineData(Fault.Unprocessable, "(Thing field invalid)", "names the field")]
        public async Task Should_Be_Explained_At_Once(Fault refusal, string what, string mend)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(2, refusal);

            // When
            var fault = await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Contains(what, fault.Message);
            Assert.Contains(mend, fault.Message);
            Assert.Empty(job.Clock.Waits);
        }

        [Fact]
        public async Task Should_Never_Show_The_Token_Even_If_GitHub_Does()
        {
            // Given
            const string token = "ghs_AnotherSecret";
            await using var job = await Job.Start(token: token);
            job.Hub.Indiscreet = true;
            job.Hub.FailAt(1, Fault.ErrorBefore);

            // When
            var fault = await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Contains("Bad credentials: Token ***", fault.Message);
            Assert.DoesNotContain(token, fault + string.Concat(job.Progress.Warnings));
        }
    }

    public sealed class AnInterruption
    {
        [Fact]
        public async Task Should_End_A_Call_That_Hangs()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(1, Fault.SilenceBefore);
            using var stop = new CancellationTokenSource();
            job.Hub.Turn = _ => Task.Run(() => stop.CancelAfter(TimeSpan.FromMilliseconds(10)));

            // Then
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => new PullRequestComment(job.Repository).Put(Job.Pull, Job.Body(1, "one"), CommentMode.Always, stop.Token));
        }
    }
}
