namespace CompressionPipeline.Cake.Tests;

public sealed class StoreTargetTests : IDisposable
{
    private readonly HostFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Should_Remove_Damaged_Artifacts_And_Count_The_Whole_Ones()
    {
        // Given
        fixture.Run("--target", "FineTune");
        var record = Directory.GetFiles(fixture.File("artifacts", "store", "fine-tune"), "run.json", SearchOption.AllDirectories)
            .Single();
        File.WriteAllText(record, File.ReadAllText(record)[..^50]);

        // When
        var code = fixture.Run("--target", "Verify");

        // Then
        Assert.Equal(0, code);
        Assert.Contains("run.json is not a run record", fixture.Output + fixture.Errors);
        Assert.Contains("artifacts as they were written: 1; damaged and removed: 1", fixture.Output);
        fixture.Run("--target", "Verify");
        Assert.Contains("artifacts as they were written: 1; damaged and removed: 0", fixture.Output);
    }

    [Fact]
    public void Should_Collect_Only_What_The_Manifest_No_Longer_Plans_Whatever_Is_Selected()
    {
        // Given
        fixture.Run();
        fixture.Write("models.yaml", HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 3"));
        fixture.Run();
        fixture.Stages.Ran.Clear();

        // When
        var code = fixture.Run("--target", "Collect", "--variant", "baseline");

        // Then: the old variant from prune to evaluate, and the benchmark and gate it was in.
        Assert.Equal(0, code);
        Assert.Contains("artifacts removed: 6", fixture.Output);
        fixture.Run();
        Assert.Empty(fixture.Stages.Ran);
    }
}
