using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using Loopback;

namespace CompressionPipeline.GitHub.Tests.Comments;

public static class PullRequestCommentTests
{
    public sealed class ThePutMethod
    {
        [Fact]
        public async Task Should_Create_One_And_Edit_It_Afterwards()
        {
            // Given
            await using var job = await Job.Start();

            // When
            var first = await job.Comment(1, "one");
            var second = await job.Comment(2, "two");

            // Then
            Assert.Equal((CommentChange.Created, CommentChange.Edited, first.Id), (first.Change, second.Change, second.Id));
            Assert.Contains("two", (string)Assert.Single(job.Hub.AllComments)["body"]!);
            Assert.Contains("/pull/7#", second.Url);
        }

        [Fact]
        public async Task Should_Find_Its_Own_On_A_Later_Page()
        {
            // Given
            await using var job = await Job.Start();
            for (var i = 0; i < 120; i++)
                job.Hub.AddComment(Job.Pull, "ann", $"Remark {i}");
            var first = await job.Comment(1, "one");
            for (var i = 0; i < 120; i++)
                job.Hub.AddComment(Job.Pull, "ben", $"Answer {i}");

            // When
            var second = await job.Comment(2, "two");

            // Then
            Assert.Equal((first.Id, 241), (second.Id, job.Hub.AllComments.Count));
        }

        [Fact]
        public async Task Should_Be_Quiet_Where_Nothing_Changed()
        {
            // Given
            await using var job = await Job.Start();
            await job.Comment(1, "the same\r\ntext");
            job.Hub.Calm();

            // When
            var outcome = await job.Comment(2, "the same\ntext");

            // Then
            Assert.Equal((CommentChange.Unchanged, 1), (outcome.Change, job.Hub.Calls.Count));
        }

        [Fact]
        public async Task Should_Not_Overwrite_What_A_Newer_Run_Wrote()
        {
            // Given
            await using var job = await Job.Start();
            await job.Comment(9, "newer");

            // When
            var outcome = await job.Comment(8, "older");

            // Then
            Assert.Equal(CommentChange.Superseded, outcome.Change);
            Assert.Contains("newer", (string)Assert.Single(job.Hub.AllComments)["body"]!);
        }

        [Fact]
        public async Task Should_Let_An_Older_Run_Speak_Where_A_Newer_One_Had_Nothing_To_Change()
        {
            // Given
            await using var job = await Job.Start();
            await job.Comment(5, "the same");
            await job.Comment(7, "the same");

            // When
            var outcome = await job.Comment(6, "another");

            // Then
            Assert.Equal(CommentChange.Edited, outcome.Change);
            Assert.Contains("run=6", (string)Assert.Single(job.Hub.AllComments)["body"]!);
        }

        [Fact]
        public async Task Should_Keep_The_Newest_Number_Of_A_Text_That_Stands_Twice()
        {
            // Given
            await using var job = await Job.Start();
            var lowest = job.Hub.AddComment(Job.Pull, job.Hub.Login, Job.Body(5, "the same"));
            job.Hub.AddComment(Job.Pull, job.Hub.Login, Job.Body(7, "the same"));
            await job.Comment(4, "the same");

            // When
            var outcome = await job.Comment(6, "another");

            // Then
            Assert.Equal((CommentChange.Superseded, lowest), (outcome.Change, outcome.Id));
            Assert.Contains("run=7", (string)Assert.Single(job.Hub.AllComments)["body"]!);
        }

        [Fact]
        public async Task Should_Create_It_Again_When_Somebody_Deletes_It_Meanwhile()
        {
            // Given
            await using var job = await Job.Start();
            var first = await job.Comment(1, "one");
            job.Hub.Turn = call =>
            {
                if (call.StartsWith("PATCH", StringComparison.Ordinal))
                    job.Hub.RemoveComment(first.Id);
                return Task.CompletedTask;
            };

            // When
            var outcome = await job.Comment(2, "two");

            // Then
            Assert.Equal(CommentChange.Created, outcome.Change);
            Assert.Contains("two", (string)Assert.Single(job.Hub.AllComments)["body"]!);
        }

        [Fact]
        public async Task Should_Leave_Others_Comments_And_Other_Manifests_Alone()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.AddComment(Job.Pull, "ann", "> " + Job.Body(1, "quoted"));
            job.Hub.AddComment(Job.Pull, "github-actions[bot]", Job.Body(1, "of another manifest", "other/models.yaml"));
            job.Hub.AddComment(Job.Pull, "mallory", Job.Body(99, "forged"));

            // When
            var outcome = await job.Comment(1, "one", author: "github-actions[bot]");

            // Then
            Assert.Equal(CommentChange.Created, outcome.Change);
            Assert.Equal(4, job.Hub.AllComments.Count);
            Assert.Contains("forged", (string)job.Hub.AllComments[2]["body"]!);
        }

        [Fact]
        public async Task Should_Learn_Who_It_Is_When_It_Was_Told_Wrong()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.Login = "compression-app[bot]";
            await job.Comment(1, "one", author: "github-actions[bot]");

            // When
            await job.Comment(2, "two", author: "github-actions[bot]");

            // Then
            Assert.Contains("two", (string)Assert.Single(job.Hub.AllComments)["body"]!);
        }

        [Fact]
        public async Task Should_Fix_What_A_Race_Left()
        {
            // Given
            await using var job = await Job.Start();
            var lowest = job.Hub.AddComment(Job.Pull, job.Hub.Login, Job.Body(1, "one"));
            job.Hub.AddComment(Job.Pull, job.Hub.Login, Job.Body(3, "three"));
            job.Hub.AddComment(Job.Pull, job.Hub.Login, Job.Body(2, "two"));

            // When
            var outcome = await job.Comment(2, "two");

            // Then
            Assert.Equal((CommentChange.Superseded, lowest), (outcome.Change, outcome.Id));
            Assert.Contains("three", (string)Assert.Single(job.Hub.AllComments)["body"]!);
        }

        [Fact]
        public async Task Should_Name_The_Missing_Permission()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(2, Error.Forbidden);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => job.Comment(1, "one"));

            // Then
            Assert.Contains("pull request 7", error.Message);
            Assert.Contains("`pull-requests: write`", error.Message);
            Assert.Empty(job.Clock.Waits);
        }

        [Fact]
        public async Task Should_Leave_Out_What_JSON_Forbids()
        {
            // Given
            await using var job = await Job.Start();

            // When
            await job.Comment(1, "a \u001B[31mred\u001B[0m word\u0001\tand a \"quoted\" \\u0001\nline");

            // Then
            Assert.EndsWith(
                "a [31mred[0m word\tand a \"quoted\" \\u0001\nline\n", (string)Assert.Single(job.Hub.AllComments)["body"]!);
        }

        [Fact]
        public async Task Should_Refuse_A_Body_Without_A_Mark()
        {
            // Given
            await using var job = await Job.Start();

            // Then
            await Assert.ThrowsAsync<ArgumentException>(
                () => new PullRequestComment(job.Repository).Put(Job.Pull, "no mark", default));
        }
    }

    public sealed class TwoJobsAtOnce
    {
        public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

        // Whose call is answered next is drawn anew for each seed.
        [Theory]
        [MemberData(nameof(Seeds))]
        public async Task Should_Leave_One_Comment_With_The_Newest_Text(int seed)
        {
            // Given
            await using var first = await Job.Start();
            await using var second = first.Another();
            var turns = new Turns(first.Hub, seed, 2);

            // When
            var outcomes = await Task.WhenAll(
                turns.Play(() => first.Comment(1, "older")),
                turns.Play(() => second.Comment(2, "newer")));

            // Then
            var comment = Assert.Single(first.Hub.AllComments);
            Assert.Contains("newer", (string)comment["body"]!);
            Assert.All(outcomes, outcome => Assert.Equal((long)comment["id"]!, outcome.Id));
        }

        [Fact]
        public async Task Should_Come_To_The_Same_End_Without_Anybody_Ordering_Them()
        {
            // Given
            await using var first = await Job.Start();
            var jobs = Enumerable.Range(1, 6).Select(run => (Run: run, Job: first.Another())).ToList();

            // When
            await Task.WhenAll(jobs.Select(job => Task.Run(() => job.Job.Comment(job.Run, $"text of run {job.Run}"))));

            // Then
            Assert.Single(first.Hub.AllComments);
            foreach (var (_, job) in jobs)
                await job.DisposeAsync();
        }
    }
}
