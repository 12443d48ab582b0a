using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Releases;
using Loopback;
using TestKit;

namespace CompressionPipeline.GitHub.Tests.Releases;

public static class BaselineTests
{
    private static readonly ReleaseMark Wanted = new("dotnet-docs", Digest.OfText("at the merge base").Hex, Job.MergeBase);
    private static readonly ReleaseMark Other = new("dotnet-docs", Digest.OfText("before that").Hex, new string('c', 40));

    private static Task<BaselineAnswer> Find(Job job) =>
        new Baseline(job.Repository).Find(Wanted, job.Folder.File("baseline"), CancellationToken.None);

    private static void Released(Job job, string tag, string body, string result = "{}", bool draft = false) =>
        job.Hub.AddAsset(job.Hub.AddRelease(tag, body, draft), Baseline.ResultAsset, System.Text.Encoding.UTF8.GetBytes(result));

    public sealed class TheFindMethod
    {
        [Fact]
        public async Task Should_Find_The_Very_Content_Even_Among_Newer_Releases_And_On_A_Later_Page()
        {
            // Given
            await using var job = await Job.Start();
            Released(job, "dotnet-docs-1.0.0", $"Notes\n{Wanted}", "{\"right\":1}");
            for (var i = 0; i < 120; i++)
                Released(job, $"dotnet-docs-1.1.{i}", Other.ToString());

            // When
            var answer = await Find(job);

            // Then
            Assert.Equal((BaselineKind.Found, "dotnet-docs-1.0.0", Job.MergeBase), (answer.Kind, answer.Tag, answer.Commit));
            Assert.Equal("{\"right\":1}", File.ReadAllText(answer.Path!));
            Approve.Text(answer.Sentence, "baseline-found");
        }

        [Fact]
        public async Task Should_Say_When_Only_An_Older_One_Is_There()
        {
            // Given
            await using var job = await Job.Start();
            Released(job, "dotnet-docs-0.9.0", "a text without a mark");
            job.Clock.CreateTimer(_ => { }, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
            Released(job, "dotnet-docs-1.0.0", Other.ToString(), "{\"older\":1}");
            Released(job, "dotnet-docs-small-2.0.0", "another model");
            Released(job, "dotnet-docs-2.0.0", Wanted.ToString(), draft: true);

            // When
            var answer = await Find(job);

            // Then
            Assert.Equal((BaselineKind.Older, "dotnet-docs-1.0.0"), (answer.Kind, answer.Tag));
            Assert.Equal("{\"older\":1}", File.ReadAllText(answer.Path!));
            Approve.Text(answer.Sentence, "baseline-older");
        }

        [Fact]
        public async Task Should_Say_When_None_Is_There()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.AddRelease("dotnet-docs-1.0.0", Wanted.ToString(), draft: false);

            // When
            var answer = await Find(job);

            // Then
            Assert.Equal((BaselineKind.Missing, null), (answer.Kind, answer.Path));
            Approve.Text(answer.Sentence, "baseline-missing");
        }

        [Theory]
        [InlineData(1, Error.ErrorBefore)]
        [InlineData(1, Error.Page)]
        [InlineData(2, Error.ResetBefore)]
        [InlineData(2, Error.SecondaryLimit)]
        [InlineData(2, Error.SecondaryLimitUnsaid)]
        public async Task Should_Try_Again(int call, Error error)
        {
            // Given
            await using var job = await Job.Start();
            Released(job, "dotnet-docs-1.0.0", Wanted.ToString());
            job.Hub.FailAt(call, error);

            // Then
            Assert.Equal(BaselineKind.Found, (await Find(job)).Kind);
        }
    }
}
