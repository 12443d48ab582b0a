using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

/// <summary>Checkpoints and tokenizers on which the product once did the wrong thing.</summary>
public sealed class InputCaseTests
{
    [InputCaseTheory]
    [InlineData("embedding-under-alias")]
    [InlineData("madlad-alias-only")]
    [InlineData("sharded")]
    [InlineData("config-bom")]
    public void Should_Load(string name)
    {
        // When
        using var model = T5Checkpoint.Load(InputCase.Path(name));

        // Then
        Assert.Equal(4096, model.Config.VocabSize);
    }

    [InputCaseTheory]
    [InlineData("head-dropped-tied", "model.safetensors", null, "lm_head.weight")]
    [InlineData("nan-weights", "model.safetensors", null, null)]
    [InlineData("lfs-pointers", "model.safetensors", null, null)]
    [InlineData("config-duplicate-key", "config.json", 6, "d_ff")]
    public void Should_Refuse(string name, string file, int? line, string? key)
    {
        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(InputCase.Path(name)));

        // Then
        Assert.Equal((InputCase.Path(name, file), line), (error.File, error.Line));
        Assert.True(key is null || error.Key == key, error.Message);
        MalformedJson.AssertPlain(error.Message);
    }

    [InputCaseFact]
    public void Should_Use_The_Head_Beside_A_Tie()
    {
        // Given
        using var scope = NewDisposeScope();
        var source = tensor(new long[] { 5, 6, 7, 1 }).unsqueeze(0);
        using var model = T5Checkpoint.Load(InputCase.Path("head-dropped-transformers5"));
        model.eval();

        // When
        var logits = model.Logits(source, ones_like(source), tensor(new long[] { 0, 7, 8 }).unsqueeze(0)); // (1, 3, V)

        // Then: as an independent T5 in plain PyTorch gives for these tensors, untied
        float[] expected = [0.19937545f, -0.45241147f, -0.13753915f, -1.7588725f, -1.48095977f];
        Assert.All(expected.Zip(logits.data<float>()), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-5f));
    }

    [InputCaseTheory]
    [InlineData("buckets-15.json", "relative_attention_num_buckets")]
    [InlineData("distance-16.json", "relative_attention_max_distance")]
    [InlineData("d_kv-missing.json", "d_kv")]
    public void Should_Name_What_Is_Not_Supported(string file, string key)
    {
        // Given
        using var folder = new TemporaryFolder();
        File.Copy(InputCase.Path("unsupported-config", file), folder.File(T5Config.FileName));

        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Config.Read(folder.Path));

        // Then
        Assert.Equal(key, error.Key);
        MalformedJson.AssertPlain(error.Message);
    }

    [InputCaseFact]
    public void Should_Give_SentencePieces_Ids_For_Bytes()
    {
        var tokenizer = T5Tokenizer.Open(InputCase.Path("byte-fallback", "u8000_bytefb.model"));
        Assert.Equal(
            [267, 233, 154, 168, 233, 159, 175, 235, 173, 161, 267, 243, 162, 156, 133, 678, 1],
            tokenizer.Encode(File.ReadAllText(InputCase.Path("byte-fallback", "one.txt")).TrimEnd('\n')));
    }

    [InputCaseFact]
    public void Should_Leave_Control_Characters_Out()
    {
        var tokenizer = T5Tokenizer.Open(RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model"));
        var lines = File.ReadAllLines(InputCase.Path("control-characters", "genuine_control_chars.txt"));
        Assert.Equal<int[]>([[12, 302, 1], [1], [12, 302, 1]], lines.Select(line => tokenizer.Encode(line)));
    }

    [InputCaseFact]
    public void Should_Recognise_A_Pointer_In_Place_Of_A_Tokenizer()
    {
        var path = InputCase.Path("lfs-pointers", "spiece.model");
        var error = Assert.Throws<InvalidFileException>(() => T5Tokenizer.Open(path));
        Assert.Equal((path, FileFormat.Mistaken(path)), (error.File, error.Problem));
    }

    [InputCaseFact]
    public void Should_Name_Tokens_That_The_Tokenizer_Lacks()
    {
        // Given
        var tokenizer = T5Tokenizer.Open(RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model"));
        var folder = InputCase.Path("added-tokens-lost");

        // When
        var error = Assert.Throws<InvalidFileException>(() => tokenizer.RequireFilesOf(folder));

        // Then
        Assert.Equal((Path.Combine(folder, "added_tokens.json"), "<sep>"), (error.File, error.Key));
    }

    [InputCaseTheory]
    [InlineData("nodummy.model")]
    [InlineData("noextra.model")]
    public void Should_Give_Texts_Back_As_Their_Flags_Say(string model)
    {
        // Given
        var tokenizer = T5Tokenizer.Open(InputCase.Path("tokenizer-json-flags", model));
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(InputCase.Path("tokenizer-json-flags", "texts.json")))!;

        // When, Then
        Assert.All(
            texts.Select(text => tokenizer.Encode(text)).Where(ids => !ids.Contains(tokenizer.UnkId)),
            ids => Assert.Equal(ids, tokenizer.Encode(tokenizer.Decode(ids))));
    }

    [InputCaseFact]
    public void Should_Refuse_A_Flag_That_Other_Runtimes_Cannot_Be_Told() =>
        Assert.Throws<PipelineException>(() => T5Tokenizer.Open(InputCase.Path("tokenizer-json-flags", "suffix.model")));
}
