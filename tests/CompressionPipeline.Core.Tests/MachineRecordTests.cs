using TestKit;

namespace CompressionPipeline.Core.Tests;

public sealed class MachineRecordTests
{
    [Fact]
    public void Should_Name_Each_Model_Of_Card_That_The_Driver_Lists_Once()
    {
        // Given
        using var folder = new TemporaryFolder();
        foreach (var (card, model) in new[] { ("01", "NVIDIA T4"), ("02", "NVIDIA A10"), ("03", "NVIDIA T4") })
            File.WriteAllText(Path.Combine(folder.Folder(card), "information"), $"Model: \t\t {model}\nIRQ:   \t\t 11\n");

        // Then
        Assert.Equal("NVIDIA A10 + NVIDIA T4", MachineRecord.GpuModels(folder.Path));
        Assert.Null(MachineRecord.GpuModels(folder.File("none")));
    }

    [Fact]
    public void Should_Be_Of_Another_Class_With_Another_Card()
    {
        // Given
        var plain = MachineRecord.Current() with { Gpu = null };

        // Then
        Assert.NotEqual(plain.Class, (plain with { Gpu = "NVIDIA T4" }).Class);
        Assert.NotEqual((plain with { Gpu = "NVIDIA A10" }).Class, (plain with { Gpu = "NVIDIA T4" }).Class);
    }
}
