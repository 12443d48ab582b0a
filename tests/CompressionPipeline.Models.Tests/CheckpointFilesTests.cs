using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.T5;
using TestKit;

namespace CompressionPipeline.Models.Tests;

/// <summary>Checkpoints as other programs write them.</summary>
public sealed class CheckpointFilesTests : IDisposable
{
    private const string Shared = "shared.weight", Head = "lm_head.weight", Embedding = "decoder.embed_tokens.weight";

    private readonly TemporaryFolder folder = new();

    private string Weights => folder.File(ModuleWeights.FileName);

    private string Config => folder.File(T5Config.FileName);

    [Theory]
    [InlineData(true, Embedding)]
    [InlineData(true, "encoder.embed_tokens.weight")]
    [InlineData(true, Head)]
    [InlineData(false, Embedding)]
    public void Should_Find_The_Embedding_Under_Any_Of_Its_Names(bool tied, string name)
    {
        // Given
        Save(TinyT5.Gated with { TieWordEmbeddings = tied });
        ChangeTensors(tensors =>
        {
            tensors[name] = tensors[Shared];
            tensors.Remove(Shared);
        });

        // When
        using var loaded = T5Checkpoint.Load(folder.Path);

        // Then
        using var expected = TinyT5.Model(config: TinyT5.Gated with { TieWordEmbeddings = tied });
        Assert.Equal(TinyT5.Weights(expected), TinyT5.Weights(loaded));
    }

    [Theory]
    [InlineData(Embedding)]
    [InlineData(Head)]
    public void Should_Refuse_Two_Names_Of_One_Tensor_That_Differ(string name)
    {
        // Given
        Save(TinyT5.Config);
        ChangeTensors(tensors => tensors[name] = Changed(tensors[Shared], 1f));

        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));

        // Then
        Assert.Equal((Weights, name), (error.File, error.Key));
    }

    [Theory]
    [InlineData(T5Config.T5Type, false), InlineData(T5Config.MT5Type, null)]
    public void Should_Use_The_Head_That_Transformers_5_Writes_Beside_A_Tie(string type, bool? isScaled)
    {
        // Given
        var config = TinyT5.Gated with { ModelType = type };
        Save(config);
        ChangeConfig(json => (json["tie_word_embeddings"], json["scale_decoder_outputs"]) = (true, isScaled));

        // When
        using var loaded = T5Checkpoint.Load(folder.Path);

        // Then
        using var expected = TinyT5.Model(config: config);
        Assert.Equal(expected.Config, loaded.Config);
        Assert.Equal(TinyT5.Weights(expected), TinyT5.Weights(loaded));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_Scale_As_The_Configuration_Says(bool tied)
    {
        // Given
        var usual = TinyT5.Config with { TieWordEmbeddings = tied };
        using var model = TinyT5.Model(config: usual);
        using var other = TinyT5.Model(config: usual with { ScaleDecoderOutputs = !tied });
        using var scope = TorchSharp.torch.NewDisposeScope();
        var hidden = TorchSharp.torch.ones(1, TinyT5.Config.DModel);

        // When
        var (plain, scaled) = tied ? (other.Head(hidden), model.Head(hidden)) : (model.Head(hidden), other.Head(hidden));

        // Then
        Assert.True(scaled.allclose(plain.mul(Math.Pow(TinyT5.Config.DModel, -0.5))));
        T5Checkpoint.Save(other, folder.Path);
        Assert.Equal(other.Config, T5Config.Read(folder.Path));
    }

    [Theory]
    [InlineData("F32", 3)]
    [InlineData("F16", 1)]
    [InlineData("BF16", 1)]
    public void Should_Refuse_What_Is_Not_Finite(string type, int count)
    {
        // Given
        const string Name = "encoder.final_layer_norm.weight";
        Save(TinyT5.Config);
        byte[] half = [.. new byte[4], .. type == "F16" ? "\u0000\u007e"u8 : [0x80, 0xFF], .. new byte[26]];
        ChangeTensors(tensors => tensors[Name] = type == "F32"
            ? TensorData.OfFloats([0, 1, float.NaN, 2, float.PositiveInfinity, float.NegativeInfinity, .. new float[10]], 16)
            : new(type, [16], half));

        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));

        // Then
        Assert.Equal((Weights, Name), (error.File, error.Key));
        Assert.Contains($"{count} of the 16 values", error.Message);
        Assert.EndsWith("index 2", error.Problem);
    }

    [Fact]
    public void Should_Read_Shards()
    {
        // Given
        Save(TinyT5.Config);
        Shard();

        // When
        using var loaded = T5Checkpoint.Load(folder.Path);

        // Then
        using var expected = TinyT5.Model();
        Assert.Equal(TinyT5.Weights(expected), TinyT5.Weights(loaded));
    }

    // The hub's conversions keep one name of a shared tensor, and an index that has them all.
    [Fact]
    public void Should_Read_Shards_Whose_Index_Names_What_They_Do_Not_Have()
    {
        // Given
        Save(TinyT5.Config);
        Shard();
        Change(folder.File(WeightFiles.IndexName), json => json["weight_map"]![Embedding] = "one.safetensors");

        // When
        using var loaded = T5Checkpoint.Load(folder.Path);

        // Then
        using var expected = TinyT5.Model();
        Assert.Equal(TinyT5.Weights(expected), TinyT5.Weights(loaded));
    }

    [Theory]
    [InlineData("two.safetensors", "shared.weight", "one.safetensors")]
    [InlineData("../one.safetensors", "shared.weight", WeightFiles.IndexName)]
    [InlineData("three.safetensors", "shared.weight", "three.safetensors")]
    public void Should_Refuse_Shards_That_Contradict_Their_Index(string shard, string tensor, string named)
    {
        // Given
        Save(TinyT5.Config);
        Shard();
        Change(folder.File(WeightFiles.IndexName), json => json["weight_map"]![tensor] = shard);

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => T5Checkpoint.Load(folder.Path));

        // Then
        Assert.Contains(folder.File(named), error.Message);
    }

    [Theory]
    [InlineData("pytorch_model.bin", "not in safetensors format"), InlineData("adapter_model.safetensors", "an adapter alone")]
    public void Should_Name_Weights_Of_Another_Format(string name, string problem)
    {
        // Given
        Save(TinyT5.Config);
        File.Move(Weights, folder.File(name));

        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));

        // Then
        Assert.Equal(folder.File(name), error.File);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a Git LFS pointer"), InlineData("gzip"), InlineData("a web page")]
    public void Should_Recognise_What_Lies_In_Place_Of_Weights(string name)
    {
        Save(TinyT5.Config);
        File.WriteAllBytes(Weights, MalformedJson.Bytes(name));
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));
        Assert.Equal((Weights, FileFormat.Mistaken(Weights)), (error.File, error.Problem));
    }

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Refuse_What_Is_Not_Strict_Json(string name)
    {
        Save(TinyT5.Config);
        MalformedJson.AssertRefused(name, folder.File(T5Checkpoint.GenerationConfigName), () => T5Checkpoint.Load(folder.Path));
        File.Delete(folder.File(T5Checkpoint.GenerationConfigName));
        MalformedJson.AssertRefused(name, folder.File(WeightFiles.IndexName), () =>
        {
            File.Delete(Weights);
            T5Checkpoint.Load(folder.Path);
        });
        MalformedJson.AssertRefused(name, Config, () => T5Config.Read(folder.Path));
        MalformedJson.AssertRefused(name, Config, () => ModelFamilies.Of(folder.Path));
        MalformedJson.AssertRefused(name, Weights, () =>
        {
            var header = MalformedJson.Bytes(name);
            File.WriteAllBytes(Weights, [.. BitConverter.GetBytes((long)header.Length), .. header]);
            Safetensors.Read(Weights);
        });
    }

    [Fact]
    public void Should_Tell_What_Is_Not_Used()
    {
        // Given
        Save(TinyT5.Config);
        Assert.Empty(T5Checkpoint.Remarks(folder.Path));
        ChangeConfig(json =>
        {
            json["num_decoder_layer"] = 2;
            json["early_stopping"] = true;
            json["task_specific_params"] = new JsonObject { ["summarization"] = new JsonObject { ["prefix"] = "tl;dr: " } };
        });

        // When
        var remarks = T5Checkpoint.Remarks(folder.Path);

        // Then
        Assert.Equal(3, remarks.Count);
        Assert.Contains("'num_decoder_layer'", remarks[0]);
        Assert.Contains("'num_decoder_layers'", remarks[0]);
        Assert.Contains("summarization", remarks[1]);
        Assert.Contains("early_stopping", remarks[2]);
    }

    public void Dispose() => folder.Dispose();

    private void Save(T5Config config)
    {
        using var model = TinyT5.Model(config: config);
        T5Checkpoint.Save(model, folder.Path);
    }

    private void ChangeTensors(Action<Dictionary<string, TensorData>> change)
    {
        var tensors = Safetensors.Read(Weights).ToDictionary();
        change(tensors);
        Safetensors.Write(Weights, tensors);
    }

    private static TensorData Changed(TensorData tensor, float first) =>
        TensorData.OfFloats([first, .. tensor.ToFloats()[1..]], tensor.Shape);

    private void ChangeConfig(Action<JsonObject> change) => Change(Config, change);

    private static void Change(string path, Action<JsonObject> change)
    {
        var json = (JsonObject)JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }

    private void Shard()
    {
        var halves = Safetensors.Read(Weights).Chunk(10).ToList();
        (string Name, IEnumerable<KeyValuePair<string, TensorData>> Tensors)[] shards =
            [("one.safetensors", halves[0]), ("two.safetensors", halves.Skip(1).SelectMany(half => half))];
        var map = new JsonObject();
        foreach (var (name, tensors) in shards)
        {
            Safetensors.Write(folder.File(name), tensors);
            foreach (var (tensor, _) in tensors)
                map[tensor] = name;
        }
        File.Delete(Weights);
        var index = new JsonObject { ["metadata"] = new JsonObject(), ["weight_map"] = map };
        folder.Write(WeightFiles.IndexName, index.ToJsonString());
    }
}
