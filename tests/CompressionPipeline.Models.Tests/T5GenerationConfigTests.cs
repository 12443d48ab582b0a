using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using TestKit;

namespace CompressionPipeline.Models.Tests;

/// <summary>What <c>generation_config.json</c> says, and <c>config.json</c> of the same.</summary>
public sealed class T5GenerationConfigTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public T5GenerationConfigTests()
    {
        using var model = TinyT5.Model();
        T5Checkpoint.Save(model, folder.Path);
    }

    [Fact]
    public void Should_Keep_How_Its_Maker_Has_It_Generate()
    {
        // Given
        ChangeConfig(json => (json["no_repeat_ngram_size"], json["num_beams"]) = (3, 2));
        folder.Write(T5Checkpoint.GenerationConfigName,
            """{"num_beams": 4, "eos_token_id": 1, "suppress_tokens": [5], "transformers_version": "4.40.0"}""");

        // When
        using var loaded = T5Checkpoint.Load(folder.Path);
        using var smaller = loaded.Shrink(TinyT5.Layers(loaded.Config, [0], [0]));
        T5Checkpoint.Save(smaller, folder.Path);

        // Then
        Approve.Text(File.ReadAllText(folder.File(T5Checkpoint.GenerationConfigName)), "kept.generation-config");
    }

    // Newer versions leave them out of config.json.
    [Theory]
    [InlineData("decoder_start_token_id", "2", 2)]
    [InlineData("decoder_start_token_id", "[2]", 2)]
    [InlineData("decoder_start_token_id", "null", 0)]
    [InlineData("pad_token_id", "3", 3)]
    public void Should_Take_An_Id_That_Only_One_File_Has(string key, string value, int expected)
    {
        // Given
        ChangeConfig(json => json[key] = null);
        folder.Write(T5Checkpoint.GenerationConfigName, $"{{\"{key}\": {value}}}");

        // When
        using var loaded = T5Checkpoint.Load(folder.Path);

        // Then
        Assert.Equal(expected, key == "pad_token_id" ? loaded.Config.PadTokenId : loaded.Config.DecoderStartTokenId);
    }

    [Fact]
    public void Should_Refuse_Ids_That_Contradict_Each_Other()
    {
        // Given
        var path = folder.Write(T5Checkpoint.GenerationConfigName, "{\n\"decoder_start_token_id\": 2}");

        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));

        // Then
        Assert.Equal((path, 2, "decoder_start_token_id"), (error.File, error.Line, error.Key));
    }

    public void Dispose() => folder.Dispose();

    private void ChangeConfig(Action<JsonObject> change)
    {
        var json = (JsonObject)JsonNode.Parse(File.ReadAllText(folder.File(T5Config.FileName)))!;
        change(json);
        folder.Write(T5Config.FileName, json.ToJsonString());
    }
}
