using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tests;

public sealed class WatchTargetTests : ActionsTests
{
    private static readonly string[] Jobs =
        ["baselines / compress docs/baseline", "variants / compress docs/shallow", "variants / compress docs/shorter"];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        job.Host.Time = job.Clock;
        job.Push(HostFixture.Manifest
            .Replace("version: 2\nmodels:\n  docs:", "version: 2\nmodels:\n  docs:\n    runner: [self-hosted, a100]")
            .Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.Run("Matrix");
    }

    [Fact]
    public void Should_Report_The_Labels_That_No_Runner_Has_Without_Failing()
    {
        // Given
        job.Hub.ShowJob(1, 1, Jobs[0], "queued");

        // When
        var code = job.Run("Watch");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Matches(@"::warning title=[^:]+::.*self-hosted \+ a100.*docs/baseline ", job.Output);
        Assert.Equal(("compression-runners", "neutral"), (
            (string?)job.Hub.AllChecks[^1]["name"], (string?)job.Hub.AllChecks[^1]["conclusion"]));
        Assert.Equal(30, job.Clock.Waits.Count);
    }

    [Fact]
    public void Should_Wait_As_Long_As_The_Variable_Says()
    {
        // Given
        job.Set(EnvironmentVariables.QueueMinutes, "5");
        job.Hub.ShowJob(1, 1, Jobs[0], "queued");

        // When
        job.Run("Watch");

        // Then
        Assert.Equal(5, job.Clock.Waits.Count);
    }

    [Fact]
    public void Should_End_Once_Every_Job_Has_A_Runner()
    {
        // Given
        job.Hub.ShowJob(1, 1, Jobs[0], "success");
        job.Hub.ShowJob(1, 1, Jobs[1], "in_progress");
        job.Hub.ShowJob(1, 1, Jobs[2], "queued");
        job.Hub.Turn = _ =>
        {
            if (job.Clock.Waits.Count == 10)
                job.Hub.ShowJob(1, 1, Jobs[2], "in_progress");
            return Task.CompletedTask;
        };

        // When
        var code = job.Run("Watch");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.DoesNotContain("::warning", job.Output);
        Assert.Equal(10, job.Clock.Waits.Count);
    }

    [Fact]
    public void Should_Not_Complain_Of_A_Runner_That_Is_Busy_With_Another_Job()
    {
        // Given
        job.Hub.ShowJob(1, 1, Jobs[0], "success");
        job.Hub.ShowJob(1, 1, Jobs[1], "in_progress");
        job.Hub.ShowJob(1, 1, Jobs[2], "queued");
        job.Hub.Turn = _ =>
        {
            if (job.Clock.Waits.Count == 45)
                job.Hub.ShowJob(1, 1, Jobs[1], "success");
            return Task.CompletedTask;
        };

        // When
        job.Run("Watch");

        // Then: it is free since the 45th minute, and takes nothing
        Assert.Matches("::warning .*docs/shorter ", job.Output);
        Assert.Equal(75, job.Clock.Waits.Count);
    }

    [Fact]
    public void Should_Refuse_Minutes_That_Are_Not_A_Number()
    {
        // Given
        job.Set(EnvironmentVariables.QueueMinutes, "soon");

        // When
        var code = job.Run("Watch");

        // Then
        Assert.Equal(255, code);
        Assert.Contains(EnvironmentVariables.QueueMinutes, job.Errors);
    }
}
