using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.Data.Tests;

public sealed class ReferencePacksTests
{
    private static readonly string Framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";

    [Fact]
    public void Should_Take_Each_Packs_Newest_Version_Of_The_Running_Framework()
    {
        // Given
        using var root = new TemporaryFolder();
        root.Write($"packs/A.Ref/{Environment.Version.Major}.0.9/ref/{Framework}/A.xml", "old");
        var newest = root.Write($"packs/A.Ref/{Environment.Version.Major}.0.12/ref/{Framework}/A.xml", "new");
        root.Write("packs/A.Ref/2.1.0/ref/net2.1/A.xml", "another framework");
        root.Write($"packs/A.Ref/{Environment.Version.Major}.0.12/ref/{Framework}/A.dll", "no documentation");

        // When
        var files = ReferencePacks.Find([root.Path]);

        // Then
        Assert.Equal([newest], files);
    }

    [Fact]
    public void Should_Say_How_To_Fix_A_Runtime_Without_Packs()
    {
        // Given
        using var root = new TemporaryFolder();

        // When
        var error = Assert.Throws<PipelineException>(() => ReferencePacks.Find([root.Path]));

        // Then
        Assert.Contains(root.File("packs"), error.Message, StringComparison.Ordinal);
        Assert.Contains("install the SDK", error.Message, StringComparison.Ordinal);
    }
}
