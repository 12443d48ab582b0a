using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Checks;
using Loopback;
using Octokit;

namespace CompressionPipeline.GitHub.Tests.Checks;

public static class CheckReportTests
{
    private static Check Failed(int notes) =>
        new("compression-gate", Job.Head, "models.yaml/42", CheckResult.Failure, "FAIL", "One budget is missed.")
    {
        Notes = [.. Enumerable.Range(1, notes)
            .Select(line => new CheckNote("models.yaml", line, CheckNoteLevel.Failure, "rouge2", $"Budget {line} is missed"))],
    };

    private static Task<CheckRun> Put(Job job, Check check) =>
        new CheckReport(job.Repository).Put(check, CancellationToken.None);

    public sealed class ThePutMethod
    {
        [Theory]
        [InlineData(0, 2)]
        [InlineData(50, 2)]
        [InlineData(51, 4)]
        [InlineData(120, 5)]
        public async Task Should_Bring_Every_Note_In_Batches(int notes, int calls)
        {
            // Given
            await using var job = await Job.Start();

            // When
            var outcome = await Put(job, Failed(notes));

            // Then
            var run = Assert.Single(job.Hub.AllChecks);
            Assert.Equal(("completed", "failure", "models.yaml/42"), (
                (string?)run["status"], (string?)run["conclusion"], (string?)run["external_id"]));
            Assert.Equal(Enumerable.Range(1, notes), job.Hub.AnnotationsOf(outcome.Id).Select(note => (int)note["start_line"]!));
            Assert.Equal(calls, job.Hub.Calls.Count);
        }

        [Fact]
        public async Task Should_Update_The_Same_Run_And_Bring_No_Note_Twice()
        {
            // Given
            await using var job = await Job.Start();
            await Put(job, Failed(60) with { Result = CheckResult.InProgress });

            // When
            var outcome = await Put(job, Failed(70));

            // Then
            Assert.Equal("failure", (string?)Assert.Single(job.Hub.AllChecks)["conclusion"]);
            Assert.Equal(Enumerable.Range(1, 70), job.Hub.AnnotationsOf(outcome.Id).Select(note => (int)note["start_line"]!));
        }

        [Fact]
        public async Task Should_Begin_A_New_Run_Under_A_New_External_Id()
        {
            // Given
            await using var job = await Job.Start();
            await Put(job, Failed(1));

            // When
            await Put(job, Failed(0) with { ExternalId = "models.yaml/43", Result = CheckResult.Success });

            // Then
            Assert.Equal(["failure", "success"], job.Hub.AllChecks.Select(run => (string?)run["conclusion"]));
        }

        public static TheoryData<int, Error> Errors
        {
            get
            {
                var data = new TheoryData<int, Error>();
                for (var call = 1; call <= 5; call++)
                {
                    foreach (var error in new[] { Error.ErrorBefore, Error.ErrorAfter, Error.ResetAfter, Error.CutAnswer,
                        Error.Page, Error.SecondaryLimit })
                        data.Add(call, error);
                }
                return data;
            }
        }

        [Theory]
        [MemberData(nameof(Errors))]
        public async Task Should_Come_To_One_Run_With_Each_Note_Once_Whatever_Call_Fails(int call, Error error)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(call, error);

            // When
            var outcome = await Put(job, Failed(120));

            // Then
            Assert.Equal("failure", (string?)Assert.Single(job.Hub.AllChecks)["conclusion"]);
            Assert.Equal(
                Enumerable.Range(1, 120), job.Hub.AnnotationsOf(outcome.Id).Select(note => (int)note["start_line"]!).Order());
        }

        [Fact]
        public async Task Should_Send_What_GitHub_Takes()
        {
            // Given
            await using var job = await Job.Start();
            var check = Failed(0) with
            {
                Title = new string('t', 400),
                Summary = "```\n" + string.Concat(Enumerable.Repeat("a line\n", 20_000)),
                Notes = [new("/models.yaml", 0, CheckNoteLevel.Warning, string.Concat(
                    Enumerable.Repeat("😀", 200)), "\u001B" + new string('m', 70_000))],
            };

            // When
            var outcome = await Put(job, check);

            // Then
            var output = (JsonObject)Assert.Single(job.Hub.AllChecks)["output"]!;
            Assert.EndsWith("```\n\n(Cut off: GitHub takes no more here.)", (string?)output["summary"]);
            var note = Assert.Single(job.Hub.AnnotationsOf(outcome.Id));
            Assert.Equal(("models.yaml", 1, "warning"), (
                (string?)note["path"], (int)note["start_line"]!, (string?)note["annotation_level"]));
            Assert.InRange(((string)note["title"]!).Length, 250, 255);
        }

        [Fact]
        public async Task Should_Name_The_Missing_Permission()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(2, Error.Forbidden);

            // Then
            Assert.Contains("`checks: write`", (await Assert.ThrowsAsync<PipelineException>(() => Put(job, Failed(1)))).Message);
        }
    }
}
