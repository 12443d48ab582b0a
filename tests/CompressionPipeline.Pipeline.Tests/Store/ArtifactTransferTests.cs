using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Pipeline.Store;
using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Store;

public sealed class ArtifactTransferTests : IDisposable
{
    private readonly PlanFixture here = new();

    public void Dispose() => here.Dispose();

    [Fact]
    public void Should_Let_Another_Store_Go_On_From_What_One_Made()
    {
        // Given
        var plan = here.Plan();
        here.Run(plan);
        var there = new ArtifactStore(here.InFolder("there"), here.Progress);

        // When
        var copied = ArtifactTransfer.Copy(here.Store, there, plan.Keys);

        // Then
        Assert.Equal(plan.Keys.Count, copied.Count);
        Assert.All(PlanInspection.Of(plan, there), status => Assert.Equal(StageState.UpToDate, status.State));
        Assert.Empty(ArtifactTransfer.Copy(here.Store, there, plan.Keys));
    }

    [Fact]
    public void Should_Pass_Over_What_Is_Damaged()
    {
        // Given
        var plan = here.Plan();
        var damaged = here.Run(plan).Artifacts["docs/shallow/export"];
        File.WriteAllText(damaged.File("output.txt"), "tampered with");
        var there = new ArtifactStore(here.InFolder("there"), here.Progress);

        // When
        var copied = ArtifactTransfer.Copy(here.Store, there, plan.Keys);

        // Then
        Assert.DoesNotContain(damaged.Key, copied);
        Assert.Equal(plan.Keys.Count - 1, copied.Count);
    }

    [Fact]
    public void Should_Not_Train_Where_Only_The_Gate_Is_Missing()
    {
        // Given
        var plan = here.Plan();
        here.Run(plan);
        var there = new ArtifactStore(here.InFolder("there"), here.Progress);
        var measured = plan.Stages.Where(stage => stage.Stage.Name is "data" or "export" or "evaluate" or "benchmark").Select(
            stage => stage.Key);
        ArtifactTransfer.Copy(here.Store, there, measured);

        // When
        var summary = new Runner(there, here.Settings).Run(plan, here.Progress);

        // Then
        Assert.Equal(["docs/gate"], summary.Stages.Where(stage => stage.Kind == OutcomeKind.Ran).Select(stage => stage.Id));
        Assert.Contains(summary.Stages, stage => stage.Id == "docs/baseline/fine-tune" && stage.Kind == OutcomeKind.NotNeeded);
    }
}
