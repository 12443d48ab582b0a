using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.Verdicts.Release;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Release;

public sealed class ReleaseFolderTests : IDisposable
{
    private static readonly string[] Shallow = ["shallow"];

    private readonly MadeArtifacts made = new();

    [Fact]
    public void Should_Make_Three_Zips_Per_Variant_And_Lists_Of_Everything()
    {
        // When
        var names = Write();

        // Then
        Assert.Equal(
            [
                "SHA256SUMS", "docs-deep-checkpoint.zip", "docs-deep-merged.zip", "docs-deep-onnx.zip",
                "docs-shallow-checkpoint.zip", "docs-shallow-merged.zip", "docs-shallow-onnx.zip", "docs.spdx.json",
                "report.html", "result.json",
            ],
            names);
        Sha256Sums.Verify(made.Output);
    }

    [Fact]
    public void Should_Put_Graphs_Tokenizer_Configuration_And_Card_Into_A_Zip_That_Vouches_For_Itself()
    {
        // Given
        Write(Shallow);

        // When
        SafeZip.Extract(Path.Combine(made.Output, "docs-shallow-onnx.zip"), made.File("onnx"));

        // Then
        Sha256Sums.Verify(made.File("onnx"));
        Assert.Equal(
            [
                "README.md", "SHA256SUMS", "config.json", "decoder_model.onnx", "encoder_model.onnx", "generation_config.json",
                "spiece.model",
            ],
            Directory.GetFiles(made.File("onnx")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("shallow", File.ReadAllText(made.File("onnx", "encoder_model.onnx")));
    }

    [Fact]
    public void Should_Lay_The_Merged_Decoder_Out_As_Other_Runtimes_Look_For_It()
    {
        // Given
        Write(Shallow);

        // When
        SafeZip.Extract(Path.Combine(made.Output, "docs-shallow-merged.zip"), made.File("merged"));

        // Then
        Sha256Sums.Verify(made.File("merged"));
        Assert.Equal(
            [
                "README.md", "SHA256SUMS", "config.json", "generation_config.json", "onnx/decoder_model_merged.onnx",
                "onnx/encoder_model.onnx", "spiece.model",
            ],
            Directory.GetFiles(made.File("merged"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(made.File("merged"), file).Replace('\\', '/')).Order(
                    StringComparer.Ordinal));
        Assert.Equal("merged shallow", File.ReadAllText(made.File("merged", "onnx", "decoder_model_merged.onnx")));
    }

    [Fact]
    public void Should_Give_The_Checkpoint_The_Prefix_And_Lengths_Of_The_Export()
    {
        // Given
        Write(Shallow);

        // When
        SafeZip.Extract(Path.Combine(made.Output, "docs-shallow-checkpoint.zip"), made.File("checkpoint"));

        // Then
        Sha256Sums.Verify(made.File("checkpoint"));
        Assert.Equal("{\"prefix\":1}", File.ReadAllText(made.File("checkpoint", "config.json")));
        Assert.Equal("shallow", File.ReadAllText(made.File("checkpoint", "model.safetensors")));
    }

    [Fact]
    public void Should_Be_The_Same_Bytes_Each_Time()
    {
        // Given
        Write();
        var first = Digest.OfFolder(made.Output);
        Directory.Move(made.Output, made.File("first"));

        // When
        Write();

        // Then
        Assert.Equal(first, Digest.OfFolder(made.Output));
    }

    [Fact]
    public void Should_Refuse_An_Artifact_That_Changed()
    {
        // Given
        File.WriteAllText(Path.Combine(made.FolderOf("docs/shallow/export"), "encoder_model.onnx"), "changed");

        // Then
        Assert.Contains(
            "encoder_model.onnx is not what run.json", Assert.Throws<PipelineException>(() => Write()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Refuse_A_List_Of_Artifacts_That_Is_Not_Strict_Json(string name) =>
        MalformedJson.AssertRefused(name, Path.Combine(made.Results, "artifacts.json"), () => Write());

    [Theory]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    public void Should_Refuse_A_List_Of_Artifacts_That_Names_No_Folder(string value)
    {
        // Given
        var path = Path.Combine(made.Results, "artifacts.json");
        File.WriteAllText(path, $"{{\n\"docs/data\": {value}}}");

        // When
        var error = Assert.Throws<InvalidFileException>(() => Write());

        // Then
        Assert.Equal((path, 2, "docs/data"), (error.File, error.Line, error.Key));
    }

    [Theory]
    [InlineData("report.html"), InlineData("cards/shallow/README.md")]
    public void Should_Refuse_Results_Without_Report_Or_Card(string name)
    {
        // Given
        File.Delete(Path.Combine(made.Results, name));

        // Then
        Assert.Contains(
            $"{name} is missing", Assert.Throws<PipelineException>(() => Write(Shallow)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Refuse_A_Zip_That_GitHub_Would_Not_Take_Before_It_Is_Written()
    {
        // Given
        using (var card = File.OpenWrite(Path.Combine(made.Results, "cards", "shallow", "README.md")))
            card.SetLength(2L << 30);

        // Then
        Assert.Contains(
            "docs-shallow-onnx.zip would have 2,147,4", Assert.Throws<PipelineException>(() => Write(Shallow)).Message,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(made.Output));
    }

    [Fact]
    public void Should_Refuse_A_Variant_That_Was_Not_Exported()
    {
        // Then
        Assert.Contains(
            "has no docs/other/export", Assert.Throws<PipelineException>(() => Write(["other"])).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => made.Dispose();

    private IReadOnlyList<string> Write(IReadOnlyList<string>? variants = null) =>
        ReleaseFolder.Write("docs", "1.0.0", made.Results, made.Output, variants);
}
