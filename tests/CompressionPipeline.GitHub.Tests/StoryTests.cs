using System.Text;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Checks;
using CompressionPipeline.GitHub.Releases;
using Loopback;

namespace CompressionPipeline.GitHub.Tests;

/// <summary>From a pull request to a release, with every call failing in turn.</summary>
public static class StoryTests
{
    private static readonly (string Name, string Content)[] Files = [("model.zip", "zip bytes"), ("result.json", "{}")];

    /// <summary>Opened, commented, checked; pushed again, commented; merged, released.</summary>
    private static async Task Tell(Job job)
    {
        var stop = CancellationToken.None;
        await new Baseline(job.Repository).Find(
            new("dotnet-docs", Digest.OfText("base").Hex, Job.MergeBase), job.Folder.File("baseline"), stop);
        await job.Comment(1, "first push");
        var check = new Check("compression-gate", Job.Head, "1", CheckResult.Success, "PASS", "All budgets are kept.")
        {
            Notes = [.. Enumerable.Range(1, 60)
                .Select(line => new CheckNote("models.yaml", line, CheckNoteLevel.Notice, "kept", $"Line {line}"))],
        };
        await new CheckReport(job.Repository).Put(check, stop);
        await job.Comment(2, "second push");
        await new ModelRelease(job.Repository).Publish(job.Plan(Files), stop);
    }

    private static void HappyEnd(Job job)
    {
        Assert.Contains("second push", (string)Assert.Single(job.Hub.AllComments)["body"]!);
        var check = Assert.Single(job.Hub.AllChecks);
        Assert.Equal("success", (string?)check["conclusion"]);
        Assert.Equal(
            Enumerable.Range(1, 60), job.Hub.AnnotationsOf((long)check["id"]!).Select(note => (int)note["start_line"]!).Order());
        var release = Assert.Single(job.Hub.AllReleases);
        Assert.False((bool)release["draft"]!);
        Assert.Equal(
            Files.Select(file => $"{file.Name} uploaded {file.Content}").Order(),
            (
                (JsonArray)release["assets"]!).Select(asset =>
                    $"{asset!["name"]} {asset["state"]} {Encoding.UTF8.GetString(job.Hub.BytesOf((int)asset["id"]!))}").Order());
    }

    private static async Task<int> CallsOfTheStory()
    {
        await using var job = await Job.Start();
        await Tell(job);
        HappyEnd(job);
        return job.Hub.Calls.Count;
    }

    [Theory]
    [InlineData(Error.ErrorBefore)]
    [InlineData(Error.ErrorAfter)]
    [InlineData(Error.ResetBefore)]
    [InlineData(Error.ResetAfter)]
    [InlineData(Error.CutAnswer)]
    [InlineData(Error.Page)]
    [InlineData(Error.RateLimit)]
    [InlineData(Error.SecondaryLimit)]
    [InlineData(Error.SecondaryLimitUnsaid)]
    [InlineData(Error.Abuse)]
    [InlineData(Error.TooManyRequests)]
    public static async Task Should_End_Well_Whichever_Call_Fails(Error error)
    {
        var calls = await CallsOfTheStory();
        for (var call = 1; call <= calls; call++)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(call, error);

            // When
            await Tell(job);

            // Then
            HappyEnd(job);
            Assert.NotEmpty(job.Clock.Waits);
        }
    }

    [Theory]
    [InlineData(Error.SilenceBefore)]
    [InlineData(Error.SilenceAfter)]
    public static async Task Should_End_Well_Whichever_Creation_Is_Not_Answered(Error error)
    {
        // Given
        await using var calm = await Job.Start();
        await Tell(calm);
        var creations = calm.Hub.Calls.Select((call, i) => (call, number: i + 1))
            .Where(call => call.call.StartsWith("POST", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, creations.Count);
        foreach (var (_, number) in creations)
        {
            await using var job = await Job.Start(timeout: TimeSpan.FromSeconds(1));
            job.Hub.FailAt(number, error);

            // When
            await Tell(job);

            // Then
            HappyEnd(job);
        }
    }

    [Theory]
    [InlineData(Error.Unauthorized)]
    [InlineData(Error.Forbidden)]
    [InlineData(Error.Unprocessable)]
    public static async Task Should_End_Well_When_Run_Again_After_A_Refusal_Of_Any_Call(Error refusal)
    {
        var calls = await CallsOfTheStory();
        for (var call = 1; call <= calls; call++)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(call, refusal);
            var error = await Assert.ThrowsAsync<PipelineException>(() => Tell(job));
            Assert.DoesNotContain(LoopbackGitHub.Token, error.ToString());
            job.Hub.Calm();

            // When
            await Tell(job);

            // Then
            HappyEnd(job);
        }
    }

    [Fact]
    public static async Task Should_Change_Nothing_When_Told_Twice()
    {
        // Given
        await using var job = await Job.Start();
        await Tell(job);

        // When
        await Tell(job);

        // Then
        HappyEnd(job);
    }
}
