using System.Text.Json.Nodes;
using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public sealed class HuggingFaceFilesTests
{
    [Fact]
    public void Should_Write_What_Other_Runtimes_Read()
    {
        // Given
        using var folder = new TemporaryFolder();

        // When
        HuggingFaceFiles.Write(folder.Path, Asset.Path, maxLength: 64, vocabularySize: Asset.Pieces);

        // Then
        Assert.Equal(File.ReadAllBytes(Asset.Path), File.ReadAllBytes(folder.File("spiece.model")));
        Approve.Text(File.ReadAllText(folder.File("tokenizer_config.json")), "tokenizer_config");
        Approve.Text(File.ReadAllText(folder.File("special_tokens_map.json")), "special_tokens_map");
    }

    [Fact]
    public void Should_Name_The_Sentinels_Where_The_Vocabulary_Has_Room()
    {
        // Given
        using var folder = new TemporaryFolder();

        // When
        HuggingFaceFiles.Write(folder.Path, Asset.Path, maxLength: 512, vocabularySize: Asset.Pieces + 128);

        // Then
        var config = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer_config.json")))!;
        Assert.Equal(100, (int)config["extra_ids"]!);
        Assert.Equal("<extra_id_99>", (string?)config["additional_special_tokens"]![99]);
    }

    [Fact]
    public void Should_Write_Over_A_Folder_That_Has_The_Model_Already()
    {
        // Given
        using var folder = new TemporaryFolder();
        File.Copy(Asset.Path, folder.File("spiece.model"));

        // When
        HuggingFaceFiles.Write(folder.Path, folder.File("spiece.model"), maxLength: 64);

        // Then
        Assert.Equal(Asset.Pieces, T5Tokenizer.Open(folder.File("spiece.model")).PieceCount);
    }

    [Theory]
    [InlineData("plain", false, "Metaspace", "always")]
    [InlineData("byte-fallback", true, "ByteFallback Metaspace", "always")]
    [InlineData("no-dummy-prefix", false, "Metaspace", "never")]
    [InlineData("keep-spaces", false, "Replace Fuse Strip", "never")]
    [InlineData("bare", false, "Replace Fuse", "never")]
    public void Should_Tell_Other_Runtimes_Of_The_Options(string variant, bool byteFallback, string decoders, string prepend)
    {
        // Given
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("spiece.model"), AssetVariant.Bytes(variant));

        // When
        HuggingFaceFiles.Write(folder.Path, folder.File("spiece.model"), maxLength: 64);

        // Then
        var json = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!;
        var decoder = json["decoder"]!;
        var steps = decoder["decoders"]?.AsArray().Select(step => step!) ?? [decoder];
        Assert.Equal(byteFallback, (bool)json["model"]!["byte_fallback"]!);
        Assert.Equal(decoders, string.Join(' ', steps.Select(step => (string)step["type"]!)));
        Assert.Equal(prepend, (string?)json["pre_tokenizer"]!["prepend_scheme"]);
    }
}
