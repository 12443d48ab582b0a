using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Runs;
using Loopback;

namespace CompressionPipeline.GitHub.Tests.Runs;

public static class RunJobsTests
{
    public sealed class TheOfMethod
    {
        [Theory]
        [InlineData("queued", JobState.Queued)]
        [InlineData("waiting", JobState.Queued)]
        [InlineData("in_progress", JobState.Running)]
        [InlineData("success", JobState.Completed)]
        [InlineData("failure", JobState.Completed)]
        [InlineData("cancelled", JobState.Completed)]
        public async Task Should_Tell_How_Far_A_Job_Is(string state, JobState expected)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.ShowJob(5, 1, "baselines / compress a", state);

            // When
            var found = await new RunJobs(job.Repository).Of(5, 1);

            // Then
            Assert.Equal(new JobStatus("baselines / compress a", expected), Assert.Single(found));
        }

        [Fact]
        public async Task Should_List_Every_Job_Of_The_Attempt_And_No_Other()
        {
            // Given
            await using var job = await Job.Start();
            for (var i = 0; i < 130; i++)
                job.Hub.ShowJob(5, 2, $"compress {i}", "queued");
            job.Hub.ShowJob(5, 1, "compress 0", "failure");
            job.Hub.ShowJob(6, 2, "compress 0", "failure");

            // When
            var found = await new RunJobs(job.Repository).Of(5, 2);

            // Then
            Assert.Equal(Enumerable.Range(0, 130).Select(i => $"compress {i}"), found.Select(status => status.Name));
            Assert.All(found, status => Assert.Equal(JobState.Queued, status.State));
        }

        [Fact]
        public async Task Should_Name_The_Missing_Permission()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(1, Error.Forbidden);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => new RunJobs(job.Repository).Of(5, 1));

            // Then
            Assert.Contains("`actions: read`", error.Message);
        }
    }
}
