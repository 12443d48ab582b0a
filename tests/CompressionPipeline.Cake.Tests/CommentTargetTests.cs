using System.Text.Json.Nodes;

namespace CompressionPipeline.Cake.Tests;

public sealed class CommentTargetTests : ActionsTests
{
    private static readonly string Changed = HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1");

    private void Compressed(string manifest, double lost = 1)
    {
        job.Host.Stages.Rouge2Drop = lost;
        job.Push(manifest);
        job.CompressElsewhere();
        job.After();
        job.Run("Aggregate");
    }

    private JsonObject Check => job.Hub.AllChecks[^1];

    [Fact]
    public void Should_Say_The_Verdict_First_And_That_There_Is_No_Baseline()
    {
        // Given
        Compressed(Changed);

        // When
        var code = job.Run("Comment");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.StartsWith(
            "<!-- compression-pipeline: comment=models.yaml run=1 attempt=1 -->\n## Compression: PASS", job.Comment);
        Assert.Contains("**No baseline**", job.Comment);
        Assert.Equal("success", (string?)Check["conclusion"]);
        Assert.Equal(job.Head, (string?)Check["head_sha"]);
        Assert.Contains("PASS", job.Summary);
        Assert.Contains("verdict=pass\n", job.Outputs);
    }

    [Fact]
    public void Should_Say_Nothing_Of_A_Commit_That_Is_Not_The_Newest_Any_More()
    {
        // Given
        Compressed(Changed);
        job.Hub.OpenPull(ActionsFixture.Pull, new string('f', 40), job.MergeBase);

        // When
        var code = job.Run("Comment");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Empty(job.Hub.AllComments);
        Assert.Equal(job.Head, (string?)Check["head_sha"]);
    }

    [Fact]
    public void Should_Point_At_The_Line_Of_A_Broken_Budget()
    {
        // Given
        Compressed(Changed, lost: 5);

        // When
        job.Run("Comment");

        // Then
        Assert.Contains("## Compression: FAIL", job.Comment);
        Assert.Equal("failure", (string?)Check["conclusion"]);
        var note = Assert.Single(job.Hub.AnnotationsOf((long)Check["id"]!));
        Assert.Equal(
            ("models.yaml", 11, "failure"), ((string?)note["path"], (int)note["start_line"]!, (string?)note["annotation_level"]));
    }

    [Fact]
    public void Should_Edit_The_Same_Comment_After_Another_Push()
    {
        // Given
        Compressed(Changed, lost: 5);
        job.Run("Comment");
        var first = (long)Assert.Single(job.Hub.AllComments)["id"]!;
        Compressed(Changed.Replace("decoder-layers: 1", "decoder-layers: 3"));
        job.OnPullRequest(run: 2);

        // When
        job.Run("Comment");

        // Then
        Assert.Equal(first, (long)Assert.Single(job.Hub.AllComments)["id"]!);
        Assert.Contains("## Compression: PASS", job.Comment);
    }

    [Fact]
    public void Should_Write_Nothing_The_Second_Time()
    {
        // Given
        Compressed(Changed);
        job.Run("Comment");
        job.OnPullRequest(run: 2);
        job.Hub.Calm();

        // When
        job.Run("Comment");

        // Then
        Assert.DoesNotContain(job.Hub.Calls, call => call.Contains("/comments") && !call.StartsWith("GET"));
    }

    [Fact]
    public void Should_Make_No_Comment_Where_No_Model_Changed()
    {
        // Given
        job.Push(HostFixture.Manifest + "\n# a remark\n");
        job.After(compressed: "skipped", stale: "false");

        // When
        var code = job.Run("Comment");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Empty(job.Hub.AllComments);
        Assert.Equal("success", (string?)Check["conclusion"]);
        Assert.Contains("verdict=none\n", job.Outputs);
    }

    [Fact]
    public void Should_Take_Back_What_It_Said_Where_The_Change_Is_Undone()
    {
        // Given
        Compressed(Changed, lost: 5);
        job.Run("Comment");
        job.Push(HostFixture.Manifest);
        job.OnPullRequest(run: 2);
        job.After(compressed: "skipped", stale: "false");

        // When
        job.Run("Comment");

        // Then
        Assert.StartsWith("<!-- compression-pipeline: comment=models.yaml run=2 attempt=1 -->", job.Comment);
        Assert.DoesNotContain("FAIL", job.Comment);
    }

    [Fact]
    public void Should_Compare_With_The_Stored_Result_Of_The_Merge_Base()
    {
        // Given
        job.Host.Stages.Rouge2Drop = 1;
        job.OnPullRequest();
        job.Run("Gate");
        Compressed(Changed, lost: 2);

        // When
        job.Run("Comment");

        // Then
        Assert.Contains($"`{job.MergeBase[..12]}`", job.Comment);
        Assert.Matches(@"\| shallow \| ROUGE-2 \| 31\.00 → 30\.00 \| -1\.00 \|", job.Comment);
    }

    [Fact]
    public void Should_Report_A_Lost_Job_As_A_Failure_Of_The_Run()
    {
        // Given
        job.Push(Changed);
        job.After(compressed: "cancelled");

        // When
        var code = job.Run("Comment");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.DoesNotContain("FAIL", job.Comment);
        Assert.Equal("cancelled", (string?)Check["conclusion"]);
        Assert.Contains("verdict=not-run\n", job.Outputs);
    }
}
