using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Tests.Hub;

/// <summary>A cache that several share, of which only one writes.</summary>
public sealed class ReadOnlyCacheTests : HubFixture
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_Use_A_Cache_That_Can_Only_Be_Read(bool isOffline)
    {
        // Given: where no lock can be taken
        Add();
        var first = await Download(path => path == "config.json");
        Directory.Delete(Path.Combine(Cache, ".locks"), recursive: true);
        File.WriteAllText(Path.Combine(Cache, ".locks"), "");

        // When
        var second = await Download(path => path == "config.json", Settings with { IsOffline = isOffline });
        var error = await Assert.ThrowsAnyAsync<PipelineException>(
            () => Download(settings: Settings with { IsOffline = isOffline }));

        // Then
        Assert.Equal(first.Files, second.Files);
        Assert.Contains(
            isOffline ? "does not have model.safetensors" : "cannot be written", error.Message, StringComparison.Ordinal);
    }
}
