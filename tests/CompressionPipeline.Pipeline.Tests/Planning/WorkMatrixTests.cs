using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Planning;

public sealed class WorkMatrixTests : IDisposable
{
    private readonly PlanFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Should_Have_A_Job_For_The_Base_And_One_For_Each_Variant_Where_There_Is_Nothing_To_Compare_With()
    {
        // Given
        var entry = Two("docs", "gpu");

        // When
        var matrix = WorkMatrix.Of(Manifest(entry), fixture.Plan(null, entry), before: null);

        // Then
        Assert.Equal(["docs/baseline"], matrix.Baselines.Select(job => job.Only));
        Assert.Equal(["docs/deep", "docs/shallow"], matrix.Variants.Select(job => job.Only));
        Assert.All(matrix.Variants, job => Assert.Equal(["self-hosted", "gpu"], job.RunsOn));
    }

    [Fact]
    public void Should_Leave_Out_Entries_That_Did_Not_Change()
    {
        // Given
        var (kept, before) = (Two("kept", "gpu"), Two("changed", "gpu"));
        var after = before with { Budgets = [new Budget("rouge2", BudgetRule.MaxDrop, 1)] };

        // When
        var matrix = WorkMatrix.Of(Manifest(kept, after), fixture.Plan(null, kept, after), fixture.Plan(null, kept, before));

        // Then
        Assert.Equal(["changed"], matrix.Models);
        Assert.Equal(["changed/baseline"], matrix.Baselines.Select(job => job.Only));
        Assert.Equal(["changed/deep", "changed/shallow"], matrix.Variants.Select(job => job.Only));
    }

    [Fact]
    public void Should_Be_Empty_Where_Nothing_Changed()
    {
        // Given
        var plan = fixture.Plan();

        // When
        var matrix = WorkMatrix.Of(Manifest(fixture.Entry), plan, plan);

        // Then
        Assert.Empty(matrix.Models);
        Assert.Equal("", WorkMatrix.Json(matrix.Variants));
    }

    [Fact]
    public void Should_Share_Jobs_Where_GitHub_Would_Take_No_More_And_Never_Across_Runners()
    {
        // Given
        var many = Enumerable.Range(0, 300).Select(index => Two($"m{index}", index % 2 == 0 ? "small" : "large")).ToArray();

        // When
        var jobs = WorkMatrix.Of(Manifest(many), fixture.Plan(null, many), before: null).Variants;

        // Then
        Assert.InRange(jobs.Count, 1, WorkMatrix.MostJobs);
        Assert.Equal(600, jobs.SelectMany(job => job.Only.Split(',')).Distinct().Count());
        Assert.All(
            jobs,
            job => Assert.Single(job.Only.Split(',').Select(name => int.Parse(name.Split('/')[0][1..], null) % 2).Distinct()));
        Assert.Equal(jobs.Count, jobs.Select(job => job.Content).Distinct().Count());
    }

    [Fact]
    public void Should_Give_A_Shared_Job_The_Time_Of_All_Its_Parts_Up_To_What_GitHub_Allows()
    {
        // Given
        var many = Enumerable.Range(0, 300)
            .Select(index => Two($"m{index}", "gpu") with { TimeoutMinutes = index < 150 ? 60 : 5_000 }).ToArray();

        // When
        var jobs = WorkMatrix.Of(Manifest(many), fixture.Plan(null, many), before: null).Variants;

        // Then
        Assert.Equal(
            [180, 7_200], jobs.Where(job => job.Only.Count(letter => letter == ',') == 2).Select(job => job.Timeout).Distinct());
    }

    [Fact]
    public void Should_Know_A_Job_By_What_It_Makes_And_What_It_Begins_From()
    {
        // Given
        var (before, other) = (Two("docs", "gpu"), Two("docs", "gpu"));
        var budget = before with { Budgets = [new Budget("rouge2", BudgetRule.MaxDrop, 1)] };
        var deeper = before with { Variants = [PlanFixture.Variant("deep", decoder: 4), other.Variants[1]] };

        // When
        var (first, judged, changed) = (Of(before), Of(budget), Of(deeper));

        // Then: a budget changes no work, a variant its own alone
        Assert.Equal(first.Jobs, judged.Jobs, (one, two) => one.Content == two.Content);
        Assert.Equal(first.Baselines[0].Content, changed.Baselines[0].Content);
        Assert.Equal([false, true], first.Variants.Zip(changed.Variants, (one, two) => one.Content == two.Content));
        Assert.All(first.Variants, job => Assert.Equal($"stored-{first.Baselines[0].Content}", job.Takes));
        Assert.Equal("", first.Baselines[0].Takes);

        WorkMatrix Of(ModelEntry entry) => WorkMatrix.Of(Manifest(entry), fixture.Plan(null, entry), before: null);
    }

    [Fact]
    public void Should_Leave_Out_What_Was_Done_Before_And_Keep_What_To_Judge()
    {
        // Given
        var entry = Two("docs", "gpu");

        // When
        var matrix = WorkMatrix.Of(Manifest(entry), fixture.Plan(null, entry), before: null).Without(
            job => job.Only != "docs/shallow");

        // Then
        Assert.Equal(["docs"], matrix.Models);
        Assert.Equal(["docs/shallow"], matrix.Jobs.Select(job => job.Only));
    }

    [Fact]
    public void Should_Be_What_A_Workflow_Reads()
    {
        // Given
        var entry = Two("docs", "gpu");

        // When
        var json = JsonNode.Parse(
            WorkMatrix.Json(WorkMatrix.Of(Manifest(entry), fixture.Plan(null, entry), before: null).Baselines))!;

        // Then
        var job = json["include"]![0]!;
        Assert.Equal(
            ("docs/baseline", "docs/baseline", "gpu", 720),
            (job["name"]!.ToString(), job["only"]!.ToString(), job["runs-on"]![1]!.ToString(), job["timeout"]!.GetValue<int>()));
        Assert.NotEmpty(job["content"]!.ToString());
    }

    private static PipelineManifest Manifest(params ModelEntry[] entries) => new() { Path = "models.yaml", Models = entries };

    private ModelEntry Two(string key, string label) => fixture.Entry with
    {
        Key = key,
        Runner = ["self-hosted", label],
        Variants = [PlanFixture.Variant("deep", decoder: 3), PlanFixture.Variant("shallow", decoder: 2)],
    };
}
