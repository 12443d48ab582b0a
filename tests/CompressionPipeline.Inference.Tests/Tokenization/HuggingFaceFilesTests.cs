using System.Text.Json.Nodes;
using CompressionPipeline.Core;
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
    [InlineData("plain", 0)]
    [InlineData("plain", 128)]
    [InlineData("byte-fallback", 0)]
    [InlineData("no-dummy-prefix", 0)]
    [InlineData("keep-spaces", 0)]
    [InlineData("bare", 100)]
    public void Should_Be_Read_Again_Where_The_Model_Itself_Is_Missing(string variant, int more)
    {
        // Given
        using var folder = new TemporaryFolder();
        var model = folder.File("spiece.model");
        File.WriteAllBytes(model, AssetVariant.Bytes(variant));
        var whole = T5Tokenizer.Open(model);
        HuggingFaceFiles.Write(folder.Path, model, maxLength: 64, vocabularySize: whole.PieceCount + more);
        var json = File.ReadAllText(folder.File("tokenizer.json"));
        File.Delete(model);

        // When
        var read = T5Tokenizer.Open(model);

        // Then: the same numbers and settings, and so the same file again
        Assert.Equal(
            (whole.PieceCount, whole.PadId, whole.EosId, whole.UnkId), (read.PieceCount, read.PadId, read.EosId, read.UnkId));
        Assert.All(GoldenTests.Texts, text => Assert.Equal(whole.Encode(text), read.Encode(text)));
        read.Save(model);
        HuggingFaceFiles.Write(folder.Path, model, maxLength: 64, vocabularySize: whole.PieceCount + more);
        Assert.Equal(json, File.ReadAllText(folder.File("tokenizer.json")));
    }

    // As Hugging Face's library has written T5's: white space splits, and Metaspace says whether it adds one.
    [Fact]
    public void Should_Read_What_Older_And_Newer_Versions_Write()
    {
        // Given
        using var folder = new TemporaryFolder();
        WriteAlone(folder, json =>
        {
            json["normalizer"] = json["normalizer"]!["normalizers"]!.AsArray()
                .FirstOrDefault(step => (string?)step!["type"] == "Precompiled")?.DeepClone();
            json.Remove("added_tokens");
            json["pre_tokenizer"] = JsonNode.Parse("""
                {"type": "Sequence", "pretokenizers": [
                    {"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true}]}
                """);
        });
        File.Delete(folder.File("tokenizer_config.json"));
        File.Delete(folder.File("special_tokens_map.json"));

        // Then
        var read = T5Tokenizer.Open(folder.File("spiece.model"));
        Assert.All(GoldenTests.Texts, text => Assert.Equal(Asset.Tokenizer.Encode(text), read.Encode(text)));
        Assert.Equal("a", read.Decode([0, .. read.Encode("a")]));

        // And those of version 5, without a map: every white space splits
        Change(folder, json => json["normalizer"] = null);
        var newest = T5Tokenizer.Open(folder.File("spiece.model"));
        foreach (var space in "\t\n\v\f\r\u0085\u00A0\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000")
            Assert.Equal(newest.Encode("One line, two"), newest.Encode($" One{space}line,{space}\n {space}two{space}"));
        Assert.Equal("a ⁇ b", newest.Decode(newest.Encode("a\u0001b")));
        Assert.All(GoldenTests.Texts.Where(text => !text.AsSpan().ContainsAnyExceptInRange(' ', '~')),
            text => Assert.Equal(Asset.Tokenizer.Encode(text), newest.Encode(text)));

        // But not what a SentencePiece model cannot say
        Change(folder, json => json["normalizer"] = JsonNode.Parse("""{"type": "Precompiled", "precompiled_charsmap": "%"}"""));
        Assert.Equal(
            "precompiled_charsmap", Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(folder.File("spiece.model"))).Key);
        Change(folder, json => json["normalizer"] = JsonNode.Parse("""{"type": "Lowercase"}"""));
        Assert.Equal("normalizer", Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(folder.File("spiece.model"))).Key);
        Change(folder, json => json["model"] = JsonNode.Parse("""{"type": "BPE", "vocab": {}, "merges": []}"""));
        Assert.Equal("model", Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(folder.File("spiece.model"))).Key);
    }

    [Theory]
    [InlineData("post_processor", """{"single": [{"SpecialToken": {"id": "<pad>"}}, {"Sequence": {"id": "A"}}]}""")]
    [InlineData("post_processor", """{"single": [{"Sequence": {"id": "A"}}, {"SpecialToken": {"id": "<pad>"}}]}""")]
    [InlineData("post_processor", """{"single": [{"Sequence": {"id": "A"}}]}""")]
    [InlineData("post_processor", """{"type": "ByteLevel"}""")]
    [InlineData("pre_tokenizer", """{"type": "WhitespaceSplit"}""")]
    [InlineData("pre_tokenizer", "null")]
    public void Should_Refuse_Other_Templates_And_Texts_Without_Marks_Of_Their_Spaces(string part, string value)
    {
        // Given
        using var folder = new TemporaryFolder();
        WriteAlone(folder, json => json[part] = JsonNode.Parse(value));

        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(folder.File("spiece.model")));

        // Then
        Assert.StartsWith(part, error.Key, StringComparison.Ordinal);
    }

    // Where a text is cut at its spaces first, a piece that reaches over one is never found.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_Find_Pieces_Over_A_Space_Where_Texts_Are_Not_Cut_There(bool cut)
    {
        // Given
        using var folder = new TemporaryFolder();
        WriteAlone(folder, json =>
        {
            json["model"]!["vocab"]![4095] = new JsonArray("▁a▁b", 0.0);
            json["pre_tokenizer"]!["split"] = cut;
        });

        // When
        var read = T5Tokenizer.Open(folder.File("spiece.model"));

        // Then: and so it is written again
        Assert.Equal(cut ? Asset.Tokenizer.Encode("a b") : [4095, 1], read.Encode("a b"));
        read.Save(folder.File("spiece.model"));
        HuggingFaceFiles.Write(folder.Path, folder.File("spiece.model"), maxLength: 64);
        Assert.Equal(cut, (bool)JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!["pre_tokenizer"]!["split"]!);
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

    // tokenizer.json without the SentencePiece model that it was made of.
    private static void WriteAlone(TemporaryFolder folder, Action<JsonObject> change)
    {
        HuggingFaceFiles.Write(folder.Path, Asset.Path, maxLength: 64);
        File.Delete(folder.File("spiece.model"));
        Change(folder, change);
    }

    private static void Change(TemporaryFolder folder, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!.AsObject();
        change(json);
        folder.Write("tokenizer.json", json.ToJsonString());
    }
}
