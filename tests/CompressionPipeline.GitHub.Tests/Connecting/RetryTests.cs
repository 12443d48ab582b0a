using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using Loopback;
using TestKit;

namespace CompressionPipeline.GitHub.Tests.Connecting;

/// <summary>How calls recover from transient errors, tried with a comment.</summary>
public static class RetryTests
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
            Assert.Single(job.Progress.Warnings);
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
            Approve.Text(error.Message, "rate-limit");
            Assert.Equal([91, 91, 91, 91, 91], job.Clock.Waits.Select(wait => wait.TotalSeconds));
        }
    }

    public sealed class AnUnspecifiedLimit
    {
        [Fact]
        public async Task Should_Be_Waited_For_Twice_As_Long_Each_Time_And_Ten_Minutes_In_All()
        {
            // Given
            await using var job = await Job.Start();
            for (var call = 1; call < 20; call++)
                job.Hub.FailAt(call, Error.SecondaryLimitUnsaid);

            // When
            await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Equal([1, 2, 4], job.Clock.Waits.Select(wait => wait.TotalMinutes));
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
            Assert.Equal(TimeSpan.FromSeconds(1), job.Clock.Waits[0]);
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
            Approve.Text(error.Message, "no-response");
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
        [Fact]
        public async Task Should_Be_Explained_At_Once()
        {
            // Given
            await using var job = await Job.Start();
            var messages = new List<string>();

            // When
            foreach (var (index, refusal) in new[] { Error.Unauthorized, Error.Forbidden, Error.NotFound,
                Error.Unprocessable }.Index())
            {
                // The first call of each attempt lists, the second creates.
                job.Hub.FailAt(2 * (index + 1), refusal);
                messages.Add((await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"))).Message);
            }

            // Then
            Approve.Text(string.Join('\n', messages), "refusals");
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
            Assert.Contains("***", error.Message);
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
                () => new PullRequestComment(job.Repository).Put(Job.Pull, Job.Body(1, "one"), stop.Token));
        }
    }
}
