using Microsoft.Build.Utilities;

namespace CompressionPipeline.MSBuild.Tests;

public sealed class FetchCompressedModelsTests : IDisposable
{
    private readonly Fetching fetching = new();

    [Fact]
    public void Should_Bring_A_Release_Out_Of_A_Folder()
    {
        // When
        var done = fetching.Run();

        // Then
        Assert.True(done, fetching.Engine.Text);
        Assert.Equal(["docs/SHA256SUMS", "docs/config.json", "docs/encoder_model.onnx", "docs/onnx/more.txt"], fetching.List);
        Assert.Equal("{}", File.ReadAllText(fetching.Output("docs", "config.json")));
        Assert.Equal(fetching.Release.Bytes, File.ReadAllBytes(fetching.Zip));
    }

    [Fact]
    public void Should_Leave_Nothing_Of_An_Earlier_Release()
    {
        // Given
        Assert.True(fetching.Run());
        fetching.Release = new(fetching.Path("release"), ("other.json", "{}"));

        // When
        Assert.True(fetching.Run());

        // Then
        Assert.Equal(["docs/SHA256SUMS", "docs/other.json"], fetching.List);
        Assert.False(File.Exists(fetching.Output("docs", "config.json")));
    }

    [Theory]
    [InlineData("Docs"), InlineData("../docs"), InlineData("a b")]
    public void Should_Refuse_An_Invalid_Name(string name)
    {
        // Then
        Assert.False(fetching.Run(name));
        fetching.Failed("CP0001", name);
    }

    [Theory]
    [InlineData("Version", "", "CP0002"), InlineData("Version", "1/../2", "CP0002")]
    [InlineData("Sha256", "", "CP0003"), InlineData("Sha256", "abc", "CP0003"), InlineData("Variant", "../x", "CP0001")]
    public void Should_Refuse_Missing_And_Invalid_Metadata(string name, string value, string code)
    {
        // Then
        Assert.False(fetching.Run((name, value)));
        fetching.Failed(code);
    }

    [Fact]
    public void Should_Want_A_Source()
    {
        // Given
        fetching.Source = "";

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0004", "CompressedModelSource");
    }

    [Fact]
    public void Should_Refuse_A_Model_That_Is_Asked_For_Twice()
    {
        // Given
        TaskItem Item() =>
            new("docs", new Dictionary<string, string> { ["Version"] = "1.0.0", ["Sha256"] = fetching.Release.Digest });

        // Then
        Assert.False(fetching.RunAll(Item(), Item()));
        fetching.Failed("CP0014");
    }

    [Fact]
    public void Should_Say_Which_Digests_A_Release_Has()
    {
        // Then
        Assert.False(fetching.Run(("Sha256", new string('0', 64))));
        fetching.Failed("CP0007", $"{FakeRelease.Zip} {fetching.Release.Digest}");
    }

    [Fact]
    public void Should_Use_Nothing_Of_A_Zip_With_Another_Digest()
    {
        // Then
        Assert.False(fetching.Run(("Variant", "shallow"), ("Sha256", new string('0', 64))));
        fetching.Failed("CP0007", fetching.Release.Digest);
        Assert.False(Directory.Exists(fetching.Output("docs")));
        Assert.DoesNotContain(
            Directory.GetFiles(fetching.CacheFolder), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../evil"), InlineData("/evil"), InlineData("a\\b")]
    public void Should_Refuse_A_Zip_That_Leads_Out_Of_Its_Folder(string name)
    {
        // Given
        fetching.Release = new(fetching.Path("release"), (name, "evil"), ("SHA256SUMS", ""));

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0008");
        Assert.False(File.Exists(fetching.Path("obj", "evil")));
    }

    [Fact]
    public void Should_Refuse_A_Zip_That_Is_Cut_Off()
    {
        // Given
        File.WriteAllBytes(fetching.Path("release", FakeRelease.Zip), fetching.Release.Bytes[..1000]);

        // Then
        Assert.False(fetching.Run(("Variant", "shallow")));
        fetching.Failed("CP0008");
    }

    [Fact]
    public void Should_Refuse_A_File_That_Its_List_Does_Not_Know()
    {
        // Given
        fetching.Release = new(fetching.Path("release"), ("config.json", "{}"), ("SHA256SUMS", ""));

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0009", "config.json");
        Assert.False(Directory.Exists(fetching.Output("docs")));
    }

    [Fact]
    public void Should_Fetch_Anew_What_Was_Damaged_In_The_Cache()
    {
        // Given
        Assert.True(fetching.Run());
        File.WriteAllText(fetching.Zip, "damaged");

        // Then
        Assert.True(fetching.Run(), fetching.Engine.Text);
        Assert.Equal(fetching.Release.Bytes, File.ReadAllBytes(fetching.Zip));
    }

    [Fact]
    public void Should_Name_A_Cache_That_Cannot_Be_Written()
    {
        // Given
        File.WriteAllText(fetching.CacheFolder, "a file, no folder");

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0015", "CompressedModelCache");
    }

    public void Dispose() => fetching.Dispose();
}
