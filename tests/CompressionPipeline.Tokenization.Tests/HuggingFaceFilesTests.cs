using System.Text.Json.Nodes;
using TestKit;

namespace CompressionPipeline.Tokenization.Tests;

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
}
