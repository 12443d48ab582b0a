using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public sealed class TokenizerFilesCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TokenizerFilesCheckTests() => File.Copy(Asset.Path, Spiece);

    private string Spiece => folder.File(T5Tokenizer.FileName);

    [Theory]
    [InlineData("added_tokens.json", """{"<sep>": 4096, "{": 4097}""", "<sep>")]
    [InlineData("added_tokens.json", """{"</s>": 2}""", "</s>")]
    [InlineData("tokenizer_config.json", """{"added_tokens_decoder": {"1": {"content": "</s>"}, "4096": {"content": "\n"}}}""",
        "\n")]
    [InlineData("special_tokens_map.json", """{"eos_token": {"content": "</s>"}, "additional_special_tokens": ["<a>"]}""", "<a>")]
    [InlineData("tokenizer.json", """{"added_tokens": [{"id": 0, "content": "<pad>"}, {"id": 4096, "content": "<b>"}]}""", "<b>")]
    public void Should_Refuse_Tokens_That_The_Pieces_Lack(string name, string json, string token)
    {
        // Given
        var path = folder.Write(name, json);

        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(Spiece));

        // Then
        Assert.Equal((path, token), (error.File, error.Key));
    }

    [Theory]
    [InlineData("tokenizer_class", "\"ByT5Tokenizer\"")]
    [InlineData("do_lower_case", "true")]
    [InlineData("add_prefix_space", "false")]
    [InlineData("sp_model_kwargs", "{\"enable_sampling\": true}")]
    [InlineData("do_lower_case", "\"true\"")]
    [InlineData("do_lower_case", "1")]
    [InlineData("truncation_side", "\"left\"")]
    [InlineData("added_tokens_decoder", "[{\"content\": \"<new>\"}]")]
    [InlineData("eos_token", "\"<pad>\"")]
    [InlineData("unk_token", "{\"content\": \"</s>\"}")]
    public void Should_Refuse_Settings_That_Cut_Texts_In_Another_Way(string key, string value)
    {
        // Given
        var path = folder.Write("tokenizer_config.json", $"{{\n\"{key}\": {value}}}");

        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(Spiece));

        // Then
        Assert.Equal((path, 2, key), (error.File, error.Line, error.Key));
    }

    [Fact]
    public void Should_Name_The_Class_Of_A_Tokenizer_That_Has_No_Pieces()
    {
        // Given: ByT5, which reads bytes and needs no file for that
        File.Delete(Spiece);
        var path = folder.Write("tokenizer_config.json", """{"tokenizer_class": "ByT5Tokenizer", "extra_ids": 125}""");

        // When, Then
        var error = Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(Spiece));
        Assert.Equal((path, "tokenizer_class"), (error.File, error.Key));
    }

    [Theory]
    [InlineData("""{"normalizer": {"type": "Sequence", "normalizers": [{"type": "Lowercase"}]}}""")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {}}}""")]
    [InlineData("""{"model": {"type": "Unigram", "vocab": [["<pad>", 0], ["</s>", 0]]}}""")]
    public void Should_Refuse_The_File_Of_Another_Tokenizer(string json)
    {
        var path = folder.Write("tokenizer.json", json);
        Assert.Equal(path, Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(Spiece)).File);
    }

    [Fact]
    public void Should_Refuse_A_File_With_One_Other_Piece()
    {
        // Given
        HuggingFaceFiles.Write(folder.Path, Asset.Path, 512);
        var path = folder.File("tokenizer.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json["model"]!["vocab"]![4000]![0] = "other";
        File.WriteAllText(path, json.ToJsonString());

        // When, Then
        var error = Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(Spiece));
        Assert.Equal(path, error.File);
        Assert.Contains("4000", error.Problem);
    }

    [Fact]
    public void Should_Take_A_Name_That_Stands_For_Nothing()
    {
        folder.Write("special_tokens_map.json", """{"bos_token": null, "eos_token": "</s>"}""");
        Assert.Equal(Asset.Pieces, T5Tokenizer.Open(Spiece).PieceCount);
    }

    [Fact]
    public void Should_Take_Pieces_And_Sentinels()
    {
        // Given
        HuggingFaceFiles.Write(folder.Path, Asset.Path, 512, Asset.Pieces + 128);
        folder.Write("added_tokens.json", """{"<extra_id_0>": 4223, "</s>": 1}""");

        // Then
        Assert.Equal(Asset.Pieces, T5Tokenizer.Open(Spiece).PieceCount);
    }

    [Fact]
    public void Should_Pad_With_What_The_Files_Name_Where_The_Pieces_Have_No_Padding()
    {
        // Given
        File.WriteAllBytes(Spiece, AssetVariant.Bytes("no-pad"));
        Assert.Contains("pad is -1", Assert.Throws<PipelineException>(() => T5Tokenizer.Open(Spiece)).Message);
        folder.Write("tokenizer_config.json", """{"pad_token": "<unk>"}""");

        // When
        var tokenizer = T5Tokenizer.Open(Spiece);
        tokenizer.Save(folder.Folder("alone") + "/spiece.model");

        // Then
        Assert.Equal((2, Asset.Pieces), (tokenizer.PadId, tokenizer.PieceCount));
        Assert.Equal(2, T5Tokenizer.Open(folder.File("alone/spiece.model")).PadId);
    }

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Refuse_What_Is_Not_Strict_Json(string name) => Assert.All(
        ["added_tokens.json", "tokenizer_config.json", "special_tokens_map.json", "tokenizer.json"],
        file =>
        {
            MalformedJson.AssertRefused(name, folder.File(file), () => T5Tokenizer.Open(Spiece));
            File.Delete(folder.File(file));
        });

    public void Dispose() => folder.Dispose();
}
