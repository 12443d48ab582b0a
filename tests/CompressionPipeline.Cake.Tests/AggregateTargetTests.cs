namespace CompressionPipeline.Cake.Tests;

public sealed class AggregateTargetTests : ActionsTests
{
    [Fact]
    public void Should_Judge_What_Was_Uploaded_And_Run_The_Gate_Only()
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.CompressElsewhere();
        job.After();

        // When
        var code = job.Run("Aggregate");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Equal(["gate"], job.Host.Stages.Ran);
        Assert.Contains("PASS", job.Output);
    }

    [Fact]
    public void Should_Fail_Where_A_Budget_Is_Broken()
    {
        // Given
        job.Host.Stages.Rouge2Drop = 5;
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.CompressElsewhere();
        job.After();

        // When
        var code = job.Run("Aggregate");

        // Then
        Assert.Equal(255, code);
        Assert.Matches(@"models\.yaml\(11,\d+\): docs/shallow: FAIL", job.Errors);
    }

    [Fact]
    public void Should_Succeed_Where_No_Model_Changed()
    {
        // Given
        job.Push(HostFixture.Manifest + "\n# a remark\n");
        job.After(compressed: "skipped", stale: "false");

        // When
        var code = job.Run("Aggregate");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Empty(job.Host.Stages.Ran);
    }

    [Fact]
    public void Should_Fail_Where_Planning_Failed()
    {
        // Given
        job.Push(HostFixture.Manifest);
        job.After(planned: "failure", compressed: "skipped", stale: "");

        // When
        var code = job.Run("Aggregate");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("'failure'", job.Errors);
    }

    [Theory]
    [InlineData("failure")]
    [InlineData("cancelled")]
    public void Should_Fail_Without_A_Verdict_Where_A_Job_Was_Lost(string compressed)
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.CompressElsewhere("Export");
        job.After(compressed: compressed);

        // When
        var code = job.Run("Aggregate");

        // Then
        Assert.Equal(255, code);
        Assert.Contains($"'{compressed}'", job.Errors);
        Assert.Contains("docs/baseline/evaluate", job.Errors);
        Assert.DoesNotContain("FAIL", job.Output + job.Errors);
        Assert.Empty(job.Host.Stages.Ran);
    }

    [Fact]
    public void Should_Ask_A_Maintainer_To_Push_What_A_Fork_Changed()
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"), from: "stranger/models");
        job.After(compressed: "skipped");

        // When
        var code = job.Run("Aggregate");

        // Then
        Assert.Equal(255, code);
        Assert.Empty(job.Host.Stages.Ran);
    }
}
