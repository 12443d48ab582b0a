using Loopback;

namespace CompressionPipeline.Cake.Tests;

/// <summary>
/// What was refused is fixed and run again, as "Re-run failed jobs" does; wherever it stopped, it ends as if nothing had been.
/// </summary>
public sealed class RunAgainTests : ActionsTests
{
    public static TheoryData<Error> Refusals =>
        [Error.Unauthorized, Error.Forbidden, Error.NotFound, Error.Unprocessable, Error.Page];

    public RunAgainTests() => job.Host.Time = job.Clock;

    [Theory, MemberData(nameof(Refusals))]
    public void Should_Leave_One_Comment_And_One_Check_Whichever_Call_Is_Refused(Error refusal)
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.CompressElsewhere();
        job.After();
        job.Run("Aggregate");

        // Then: where there is no comment yet, and where there is an older one
        AfterEachRefusal("Comment", refusal, () => { }, Announced);
        AfterEachRefusal("Comment", refusal, () => job.Hub.AddComment(ActionsFixture.Pull, job.Hub.Login,
            "<!-- compression-pipeline: comment=models.yaml run=0 attempt=1 -->\nolder"), Announced);
    }

    [Theory, MemberData(nameof(Refusals))]
    public void Should_Leave_One_Release_Whichever_Call_Is_Refused(Error refusal)
    {
        // Given
        job.Job("workflow_run", 20, $$"""{ "workflow_run": { "event": "push", "head_sha": "{{job.Head}}" } }""");
        job.CompressElsewhere();
        job.Run("ReleaseAssets");

        // Then
        AfterEachRefusal("Release", refusal, () => { }, () => job.Released());
    }

    // Each call in turn, each time from the beginning.
    private void AfterEachRefusal(string target, Error refusal, Action given, Action then)
    {
        for (var (call, calls) = (0, 0); call <= calls; call++)
        {
            job.Hub.Clear();
            given();
            if (call > 0)
                job.Hub.FailAt(call, refusal);
            var first = job.Run(target);
            Assert.DoesNotContain(LoopbackGitHub.Token, job.Output + job.Errors);
            calls = call == 0 ? job.Hub.Calls.Count : calls;
            if (first == 0)
                then();
            job.Hub.Calm();
            Assert.True(job.Run(target) == 0, $"call {call} of {calls}, {refusal}, ended with {first}, then: {job.Errors}");
            then();
        }
    }

    private void Announced()
    {
        Assert.Contains("## Compression: PASS", job.Comment);
        var check = Assert.Single(job.Hub.AllChecks);
        Assert.Equal((job.Head, "success"), ((string?)check["head_sha"], (string?)check["conclusion"]));
    }
}
