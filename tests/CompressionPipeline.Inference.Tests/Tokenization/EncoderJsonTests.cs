using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public sealed class EncoderJsonTests : IDisposable
{
    private const string WordPiece = """
        {
          "added_tokens": [{"id": 0, "content": "[PAD]", "special": true}, {"id": 1, "content": "[UNK]", "special": true}],
          "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null,
            "lowercase": false},
          "pre_tokenizer": {"type": "BertPreTokenizer"},
          "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "vocab":
            {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "The": 4, "cat": 5, "##s": 6}}
        }
        """;

    private const string ByteLevel = """
        {
          "added_tokens": [{"id": 7, "content": "<mask>", "special": true}],
          "normalizer": null,
          "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": true},
          "model": {"type": "BPE", "vocab": {"<s>": 0, "<pad>": 1, "</s>": 2, "a": 3, "b": 4, "Ġ": 5, "Ġa": 6},
            "merges": [["Ġ", "a"]]}
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Should_Read_WordPiece_With_Its_Settings()
    {
        // When
        var tokenizer = Copy(WordPiece);

        // Then: capital letters stay, as its normalizer says
        Assert.Equal([2, 4, 5, 6, 3], tokenizer.Encode("The cats"));
        Assert.Equal([2, 1, 3], tokenizer.Encode("the"));
        Assert.Equal(7, tokenizer.PieceCount);
    }

    [Theory]
    [InlineData("[[\"Ġ\", \"a\"]]")]
    [InlineData("[\"Ġ a\"]")]
    public void Should_Read_Merges_As_Older_And_Newer_Versions_Write_Them(string merges)
    {
        // When
        var tokenizer = Copy(Changed(ByteLevel, json => json["model"]!["merges"] = JsonNode.Parse(merges)));

        // Then: a space is added in front, and the mask is a piece
        Assert.Equal([0, 6, 4, 6, 2], tokenizer.Encode("ab a"));
        Assert.Equal(8, tokenizer.PieceCount);
    }

    [Theory]
    [InlineData("model", "{\"type\": \"Unigram\", \"vocab\": []}")]
    [InlineData("normalizer", "{\"type\": \"Lowercase\"}")]
    [InlineData("pre_tokenizer", "{\"type\": \"Whitespace\"}")]
    [InlineData("model.vocab", "{\"[PAD]\": 0, \"[UNK]\": 2}")]
    [InlineData("model.vocab", "{\"[PAD]\": 0, \"[UNK]\": \"1\"}")]
    public void Should_Refuse_What_The_Older_Files_Cannot_Say(string key, string value)
    {
        // Given
        var json = Changed(WordPiece, whole =>
        {
            var (owner, last) = key.Contains('.') ? (whole["model"]!.AsObject(), "vocab") : (whole, key);
            owner[last] = JsonNode.Parse(value);
        });

        // Then
        Assert.Equal(key, Assert.Throws<InvalidFileException>(() => Copy(json)).Key);
    }

    [Theory]
    [InlineData(WordPiece, "normalizer", "clean_text", "false", "true")]
    [InlineData(WordPiece, "model", "max_input_chars_per_word", "50", "100")]
    [InlineData(ByteLevel, "pre_tokenizer", "use_regex", "false", "true")]
    [InlineData(ByteLevel, "model", "end_of_word_suffix", "\"</w>\"", "\"\"")]
    [InlineData(ByteLevel, "model", "ignore_merges", "true", "false")]
    public void Should_Refuse_What_Cuts_Texts_In_Another_Way(string json, string part, string key, string value, string usual)
    {
        // Given
        string With(string written) => Changed(json, whole => whole[part]![key] = JsonNode.Parse(written));

        // Then
        Assert.InRange(Copy(With(usual)).PieceCount, 7, 8);
        Assert.Equal($"{part}.{key}", Assert.Throws<InvalidFileException>(() => Copy(With(value))).Key);
    }

    [Fact]
    public void Should_Name_The_Folder_That_Has_No_Tokenizer()
    {
        // Given
        var from = folder.Folder("from");

        // When
        var error = Assert.Throws<PipelineException>(() => PairTokenizer.Copy(from, folder.Folder("to"), []));

        // Then
        Assert.StartsWith(from, error.Message);
    }

    private IPairTokenizer Copy(string json)
    {
        folder.Folder("from");
        folder.Write("from/tokenizer.json", json);
        PairTokenizer.Copy(folder.File("from"), folder.Folder("to"), ["tokenizer.json", "tokenizer_config.json"]);
        return PairTokenizer.Open(folder.File("to"));
    }

    private static string Changed(string text, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(text)!.AsObject();
        change(json);
        return json.ToJsonString();
    }
}
