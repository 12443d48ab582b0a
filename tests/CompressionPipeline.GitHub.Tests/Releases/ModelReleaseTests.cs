using System.Text;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Releases;
using Loopback;
using TestKit;

namespace CompressionPipeline.GitHub.Tests.Releases;

public static class ModelReleaseTests
{
    private static readonly (string, string)[] Files =
        [("model.zip", "zip bytes"), ("result.json", "{}"), ("SHA256SUMS", "sums")];

    private static Task<ReleaseOutcome> Publish(Job job, ReleasePlan plan) =>
        new ModelRelease(job.Repository).Publish(plan, CancellationToken.None);

    private static JsonObject[] Assets(JsonObject release) =>
        [.. ((JsonArray)release["assets"]!).Select(asset => (JsonObject)asset!)];

    public sealed class ThePublishMethod
    {
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task Should_Publish_Every_File_Whole(bool tellsDigests)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.TellsDigests = tellsDigests;
            var plan = job.Plan(Files);

            // When
            var outcome = await Publish(job, plan);

            // Then
            var release = Assert.Single(job.Hub.AllReleases);
            Assert.Equal((ReleaseChange.Published, (long)release["id"]!), (outcome.Change, outcome.Id));
            Assert.False((bool)release["draft"]!);
            Assert.Equal((plan.Tag, Job.Head, plan.Name), (
                (string?)release["tag_name"], (string?)release["target_commitish"], (string?)release["name"]));
            Assert.Equal(plan.Mark, ReleaseMark.Of((string?)release["body"]));
            Assert.Equal(
                Files.Order(),
                Assets(release).Select(
                    asset => ((string)asset["name"]!, Encoding.UTF8.GetString(job.Hub.BytesOf((int)asset["id"]!)))).Order());
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task Should_Change_Nothing_The_Second_Time(bool tellsDigests)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.TellsDigests = tellsDigests;
            var plan = job.Plan(Files);
            await Publish(job, plan);
            var before = job.Hub.AllReleases.Single().ToJsonString();
            job.Hub.Calm();

            // When
            var outcome = await Publish(job, plan);

            // Then
            Assert.Equal(ReleaseChange.Unchanged, outcome.Change);
            Assert.Equal(before, job.Hub.AllReleases.Single().ToJsonString());
            Assert.All(job.Hub.Calls, call => Assert.StartsWith("GET", call));
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task Should_Repair_A_Half_Uploaded_Draft(bool tellsDigests)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.TellsDigests = tellsDigests;
            var plan = job.Plan([.. Files, ("whole.txt", "whole")]);
            var draft = job.Hub.AddRelease(plan.Tag, plan.Body, draft: true);
            job.Hub.AddAsset(draft, "model.zip", [], "starter");
            job.Hub.AddAsset(draft, "result.json", "{\"cut"u8.ToArray());
            job.Hub.AddAsset(draft, "SHA256SUMS", "SUMS"u8.ToArray());
            job.Hub.AddAsset(draft, "left-over.txt", "from an earlier try"u8.ToArray());
            job.Hub.AddAsset(draft, "whole.txt", "whole"u8.ToArray());

            // When
            var outcome = await Publish(job, plan);

            // Then
            Assert.Equal(draft, outcome.Id);
            Assert.Equal(
                ["SHA256SUMS sums", "model.zip zip bytes", "result.json {}", "whole.txt whole"],
                Assets(job.Hub.AllReleases.Single())
                    .Select(asset => $"{asset["name"]} {Encoding.UTF8.GetString(job.Hub.BytesOf((int)asset["id"]!))}")
                    .Order(StringComparer.Ordinal));
            Assert.Equal(3, job.Hub.Calls.Count(call => call.StartsWith("POST", StringComparison.Ordinal)));
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task Should_Refuse_A_Published_Release_With_Other_Content(bool tellsDigests)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.TellsDigests = tellsDigests;
            await Publish(job, job.Plan(Files));
            var before = job.Hub.AllReleases.Single().ToJsonString();

            // When
            var plan = job.Plan(("model.zip", "ZIP bytes"), ("result.json", "{ }"), ("more.txt", "more"));
            var error = await Assert.ThrowsAsync<PipelineException>(() => Publish(job, plan));

            // Then
            Approve.Text(error.Message.Replace(job.Hub.ServerUrl, "http://hub", StringComparison.Ordinal), "other-content");
            Assert.Equal(before, job.Hub.AllReleases.Single().ToJsonString());
        }

        [Fact]
        public async Task Should_Leave_A_Draft_Of_Somebody_Else_Alone()
        {
            // Given
            await using var job = await Job.Start();
            var plan = job.Plan(Files);
            job.Hub.AddRelease(plan.Tag, "written by hand", draft: true);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => Publish(job, plan));

            // Then
            Assert.Contains(plan.Tag, error.Message);
            Assert.Equal("written by hand", (string?)job.Hub.AllReleases.Single()["body"]);
        }

        [Fact]
        public async Task Should_Leave_One_Of_Several_Drafts_That_A_Race_Left()
        {
            // Given
            await using var job = await Job.Start();
            var plan = job.Plan(Files);
            for (var i = 0; i < 130; i++)
                job.Hub.AddRelease($"other-{i}.0", "", draft: false);
            var lowest = job.Hub.AddRelease(plan.Tag, plan.Body, draft: true);
            job.Hub.AddRelease(plan.Tag, plan.Body, draft: true);

            // When
            var outcome = await Publish(job, plan);

            // Then
            Assert.Equal((lowest, 131), (outcome.Id, job.Hub.AllReleases.Count));
        }

        [Fact]
        public async Task Should_Never_Delete_From_A_Release_That_Another_Job_Published_Meanwhile()
        {
            // Given
            await using var job = await Job.Start();
            await using var other = job.Another();
            var plan = job.Plan(Files);
            var otherPlan = other.Plan(("model.zip", "other bytes"));
            var draft = job.Hub.AddRelease(plan.Tag, plan.Body, draft: true);
            var published = false;
            job.Hub.Turn = async call =>
            {
                if (!published && call.EndsWith($"/releases/{draft}/assets", StringComparison.Ordinal))
                {
                    published = true;
                    await Publish(other, otherPlan);
                }
            };

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => Publish(job, plan));

            // Then
            Assert.Contains("model.zip", error.Message);
            Assert.Equal("other bytes", Encoding.UTF8.GetString(
                job.Hub.BytesOf((int)Assets(job.Hub.AllReleases.Single()).Single()["id"]!)));
        }

        [Theory]
        [InlineData("../model.zip")]
        [InlineData("model zip")]
        [InlineData(".hidden")]
        [InlineData("a/b")]
        [InlineData("a..b")]
        [InlineData("ünsafe")]
        [InlineData("")]
        public async Task Should_Refuse_Unsafe_Names(string name)
        {
            // Given
            await using var job = await Job.Start();
            var plan = job.Plan(Files);

            // Then
            await Assert.ThrowsAsync<PipelineException>(
                () => Publish(job, plan with { Assets = [new(name, plan.Assets[0].Path)] }));
            await Assert.ThrowsAsync<PipelineException>(() => Publish(job, plan with { Tag = name }));
            Assert.Empty(job.Hub.Calls);
        }

        [Fact]
        public async Task Should_Refuse_Files_That_GitHub_Would_Not_Take()
        {
            // Given
            await using var job = await Job.Start();
            var plan = job.Plan(Files);
            var path = plan.Assets[0].Path;
            ReleasePlan[] wrong =
            [
                job.Plan(("empty.txt", "")),
                plan with { Assets = [new("a", job.Folder.File("none"))] },
                plan with { Assets = [new("A", path), new("a", path)] },
                plan with { Assets = [] },
                plan with { Mark = plan.Mark with { Model = "a --> b" } },
            ];

            // When
            var messages = new List<string>();
            foreach (var one in wrong)
                messages.Add((await Assert.ThrowsAsync<PipelineException>(() => Publish(job, one))).Message);

            // Then
            Approve.Text(
                string.Join('\n', messages).Replace(job.Folder.Path, "/folder", StringComparison.Ordinal), "refused-plans");
            Assert.Empty(job.Hub.AllReleases);
        }

        [Fact]
        public async Task Should_Say_How_A_Commit_Is_Tagged_That_No_Jobs_Token_May_Tag()
        {
            // Given
            await using var job = await Job.Start();
            var plan = job.Plan(Files);
            job.Hub.FailAt(2, Error.Forbidden);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => Publish(job, plan));

            // Then
            Assert.Contains("dotnet-docs-1.0.0", error.Message);
            Assert.Contains("`contents: write`", error.Message);
            Assert.EndsWith($"git push origin {Job.Head}:refs/tags/dotnet-docs-1.0.0", error.Message);
        }
    }

    public sealed class TheIsPublishedMethod
    {
        private static Task<bool> IsPublished(Job job, ReleasePlan plan) => new ModelRelease(job.Repository).IsPublished(plan);

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public async Task Should_Know_A_Published_Release_By_Its_Files(bool tellsDigests)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.TellsDigests = tellsDigests;
            var before = await IsPublished(job, job.Plan(Files));
            await Publish(job, job.Plan(Files));
            job.Hub.Calm();

            // Then
            Assert.False(before);
            Assert.True(await IsPublished(job, job.Plan(Files)));
            Assert.False(await IsPublished(job, job.Plan([("model.zip", "ZIP bytes"), .. Files[1..]])));
            Assert.False(await IsPublished(job, job.Plan(Files[1..])));
            Assert.All(job.Hub.Calls, call => Assert.StartsWith("GET", call));
        }

        [Fact]
        public async Task Should_Not_Take_A_Draft_For_A_Release()
        {
            // Given
            await using var job = await Job.Start();
            var plan = job.Plan(("model.zip", "zip bytes"));
            job.Hub.AddAsset(job.Hub.AddRelease(plan.Tag, plan.Body, draft: true), "model.zip", "zip bytes"u8.ToArray());

            // Then
            Assert.False(await IsPublished(job, plan));
        }

        [Fact]
        public async Task Should_Refuse_A_Plan_That_Is_Not_Sound()
        {
            // Given
            await using var job = await Job.Start();

            // Then
            await Assert.ThrowsAsync<PipelineException>(() => IsPublished(job, job.Plan(Files) with { Tag = "a b" }));
            Assert.Empty(job.Hub.Calls);
        }
    }
}
