using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Cake.Tests;

public static class RunSummaryTextTests
{
    [Fact]
    public static void Should_Say_The_Approved_Comment()
    {
        // Given
        var run = new CompressionRun(
            RunState.Incomplete, [], new(null, "merge base with main 0123456789ab"), "Compressing ended with 'failure'.");
        JudgedModel[] models =
        [
            Model("fails", lost: 5) with { Baseline = Result("fails", 1),
                BaselineSentence = "Compared with the release `fails-1.0.0`." },
            Model("passes",
                lost: 1) with { BaselineSentence = "**No baseline**: `passes` is new, the merge base does not have it." },
            new(Entry("lost"), null),
        ];

        // When
        var text = CommentBody.Render(new CommentMark(
            "models.yaml", new(1, 1)), RunSummaryText.Sections(run, models, "https://ghe.example.org/checks"), "here.");

        // Then
        Approve.Text(text, "comment");
    }

    [Theory]
    [InlineData("failure", "", "skipped", "skipped", false, nameof(RunState.NotPlanned))]
    [InlineData("cancelled", "", "skipped", "skipped", true, nameof(RunState.NotPlanned))]
    [InlineData("success", "false", "skipped", "skipped", false, nameof(RunState.NothingChanged))]
    [InlineData("success", "false", "skipped", "skipped", true, nameof(RunState.NothingChanged))]
    [InlineData("success", "true", "skipped", "skipped", true, nameof(RunState.FromFork))]
    [InlineData("success", "true", "skipped", "skipped", false, nameof(RunState.Compressed))]
    [InlineData("success", "true", "failure", "skipped", false, nameof(RunState.Incomplete))]
    [InlineData("success", "true", "skipped", "cancelled", false, nameof(RunState.Incomplete))]
    [InlineData("success", "true", "success", "success", false, nameof(RunState.Compressed))]
    [InlineData("", "", "", "", false, nameof(RunState.Compressed))]
    public static void Should_Know_How_The_Jobs_Before_Ended(
        string planned, string stale, string baselines, string variants, bool fromFork, string expected)
    {
        // Then: jobs are skipped where earlier runs made all that is judged
        Assert.Equal(expected, CompressionRun.StateOf(new(planned, stale, baselines, variants), fromFork).ToString());
    }

    [Fact]
    public static void Should_Fail_Where_One_Model_Fails_And_Another_Cannot_Be_Judged()
    {
        // Given
        var broken = new JudgedModel(Entry("broken"), Result("broken", 1) with { Verdict = Verdict.Invalid, Blocks = true });

        // Then
        Assert.Equal(
            "fail", RunSummaryText.Verdict(new(RunState.Compressed, [], null, null), [Model("fails", lost: 5), broken]));
    }

    [Theory]
    [InlineData("2026-01-02T00:00:07Z", "2026.102.7")]
    [InlineData("2026-11-21T05:05:18Z", "2026.1121.50518")]
    public static void Should_Give_A_Commit_The_Version_Of_Its_Time(string time, string expected)
    {
        // Then
        Assert.Equal(expected, ReleaseVersion.Of(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static JudgedModel Model(string name, double lost) => new(Entry(name), Result(name, lost));

    private static CompressionPipeline.Verdicts.Results.GateResult Result(string name, double lost) =>
        FakeResult.Of(new GateOptions { Model = name, Budgets = [new("rouge2", BudgetRule.MaxDrop, 3)] }, lost, 0, 50);

    private static ModelEntry Entry(string name) => new()
    {
        Key = name,
        Location = new("models.yaml", 1, 1),
        Init = new(),
        TokenizerPath = "",
        RecipePath = "",
        Device = "cpu",
        Seed = 42,
        Shared = [],
        PerVariant = [],
        Variants = [],
        Budgets = [],
        StageOptions = new Dictionary<string, System.Text.Json.Nodes.JsonObject>(),
    };
}
