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
    [InlineData("Docs", "CP0001", "'Docs' is no name of a model"), InlineData("../docs", "CP0001", "is no name"), InlineData(
        "a b", "CP0001", "is no name")]
    public void Should_Refuse_A_Name_That_Is_None(string name, string code, string message)
    {
        // Then
        Assert.False(fetching.Run(name));
        fetching.Failed(code, message);
    }

    [Theory]
    [InlineData("Version", "", "CP0002", "no Version"), InlineData("Version", "1/../2", "CP0002", "'1/../2'")]
    [InlineData("Sha256", "", "CP0003", "no Sha256"), InlineData(
        "Sha256", "abc", "CP0003", "a Sha256 of 3 characters"), InlineData("Variant", "../x", "CP0001", "its variant")]
    public void Should_Refuse_An_Item_That_Says_Too_Little(string name, string value, string code, string message)
    {
        // Then
        Assert.False(fetching.Run((name, value)));
        fetching.Failed(code, message);
    }

    [Fact]
    public void Should_Want_A_Source()
    {
        // Given
        fetching.Source = "";

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0004", "set the property CompressedModelSource");
    }

    [Fact]
    public void Should_Refuse_A_Model_That_Is_Asked_For_Twice()
    {
        // Given
        TaskItem Item() =>
            new("docs", new Dictionary<string, string> { ["Version"] = "1.0.0", ["Sha256"] = fetching.Release.Digest });

        // Then
        Assert.False(fetching.RunAll(Item(), Item()));
        fetching.Failed("CP0014", "asked for twice");
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
        fetching.Failed("CP0007", $"its SHA-256 is {fetching.Release.Digest}, not 0000");
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
        fetching.Failed("CP0008", "is not a plain relative path");
        Assert.False(File.Exists(fetching.Path("obj", "evil")));
    }

    [Fact]
    public void Should_Refuse_A_Zip_That_Is_Cut_Off()
    {
        // Given
        File.WriteAllBytes(fetching.Path("release", FakeRelease.Zip), fetching.Release.Bytes[..1000]);

        // Then
        Assert.False(fetching.Run(("Variant", "shallow")));
        fetching.Failed("CP0008", "is cut off or no zip archive");
    }

    [Fact]
    public void Should_Refuse_A_File_That_Its_List_Does_Not_Know()
    {
        // Given
        fetching.Release = new(fetching.Path("release"), ("config.json", "{}"), ("SHA256SUMS", ""));

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0009", "config.json is not listed in SHA256SUMS");
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
