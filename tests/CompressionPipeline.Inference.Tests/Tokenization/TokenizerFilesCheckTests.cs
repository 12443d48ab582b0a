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
    public void Should_Take_Pieces_And_Sentinels()
    {
        // Given
        HuggingFaceFiles.Write(folder.Path, Asset.Path, 512, Asset.Pieces + 128);
        folder.Write("added_tokens.json", """{"<extra_id_0>": 4223, "</s>": 1}""");

        // Then
        Assert.Equal(Asset.Pieces, T5Tokenizer.Open(Spiece).PieceCount);
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
