using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.T5;
using TestKit;

namespace CompressionPipeline.Models.Tests;

/// <summary>Checkpoints that differ from those of <see cref="CheckpointFilesTests"/> in what somebody may not think of.</summary>
public sealed class CheckpointVariantsTests : IDisposable
{
    private const string Norm = "encoder.final_layer_norm.weight";

    private readonly TemporaryFolder folder = new();

    public CheckpointVariantsTests()
    {
        using var model = TinyT5.Model();
        T5Checkpoint.Save(model, folder.Path);
    }

    private string Weights => folder.File(ModuleWeights.FileName);

    private string Config => folder.File(T5Config.FileName);

    [Theory]
    [InlineData("num_layers", 1 << 24)]
    [InlineData("num_decoder_layers", 1001)]
    [InlineData("vocab_size", 1 << 24)]
    [InlineData("d_model", 1 << 20)]
    [InlineData("d_kv", 1 << 16)]
    [InlineData("d_ff", 1 << 20)]
    [InlineData("num_heads", 1 << 24)]
    [InlineData("num_heads", 4096)]
    public void Should_Refuse_A_Far_Larger_Model_Before_Taking_Memory_For_It(string key, int size)
    {
        // Given
        Change(Config, json => json[key] = size);
        var before = GC.GetTotalAllocatedBytes();

        // When
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));

        // Then
        Assert.Contains(error.File, new[] { Config, Weights });
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 256L << 20);
    }

    [Theory]
    [InlineData("_orig_mod.")]
    [InlineData("module.")]
    [InlineData("module._orig_mod.")]
    public void Should_Load_What_A_Wrapper_Of_Torch_Has_Renamed(string prefix)
    {
        // Given
        ChangeTensors(tensors =>
        {
            foreach (var (name, tensor) in tensors.ToList())
                (tensors[prefix + name], _) = (tensor, tensors.Remove(name));
        });

        // When
        using var loaded = T5Checkpoint.Load(folder.Path);

        // Then
        using var expected = TinyT5.Model();
        Assert.Equal(TinyT5.Weights(expected), TinyT5.Weights(loaded));
    }

    [Theory]
    [InlineData("model-00001-of-00002.safetensors")]
    [InlineData("model.fp16.safetensors")]
    public void Should_Name_Weights_That_Lack_Their_Index_Or_Their_Name(string name)
    {
        File.Move(Weights, folder.File(name));
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));
        Assert.Equal(folder.File(name), error.File);
        Assert.Contains(WeightFiles.IndexName, error.Message);
    }

    [Theory]
    [InlineData(ModuleWeights.FileName)]
    [InlineData(T5Config.FileName)]
    [InlineData(T5Checkpoint.GenerationConfigName)]
    public void Should_Say_Where_A_Link_Leads_To_Nothing(string name)
    {
        File.Delete(folder.File(name));
        File.CreateSymbolicLink(folder.File(name), "../blobs/0123");
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));
        Assert.Equal(folder.File(name), error.File);
        Assert.Contains("../blobs/0123", error.Problem);
    }

    [Fact]
    public void Should_Tell_Of_An_Index_That_Is_Not_Read()
    {
        folder.Write(WeightFiles.IndexName, """{"weight_map": {"a": "model-00001-of-00002.safetensors"}}""");
        Assert.Contains(WeightFiles.IndexName, Assert.Single(T5Checkpoint.Remarks(folder.Path)));
    }

    [Theory]
    [InlineData("I64", 8)]
    [InlineData("I32", 4)]
    [InlineData("I8", 1)]
    [InlineData("F8_E4M3", 1)]
    public void Should_Refuse_Quantized_Weights(string type, int width)
    {
        ChangeTensors(tensors => tensors[Norm] = new(type, [16], new byte[16 * width]));
        Assert.Contains(type, Assert.Throws<PipelineException>(() => T5Checkpoint.Load(folder.Path)).Message);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(-1e39)]
    [InlineData(double.NaN)]
    public void Should_Refuse_Doubles_That_Are_Not_Finite_As_What_They_Become(double value)
    {
        var bytes = new byte[16 * sizeof(double)];
        BitConverter.TryWriteBytes(bytes.AsSpan(sizeof(double)), value);
        ChangeTensors(tensors => tensors[Norm] = new("F64", [16], bytes));
        var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));
        Assert.Equal(Norm, error.Key);
        Assert.EndsWith("index 1", error.Problem);
    }

    [Theory]
    [InlineData("architectures", "\"T5EncoderModel\"")]
    [InlineData("architectures", "{\"0\": \"T5ForConditionalGeneration\"}")]
    [InlineData("is_decoder", "1")]
    [InlineData("is_encoder_decoder", "\"false\"")]
    [InlineData("feed_forward_proj", "\"tanh\"")]
    public void Should_Refuse_A_Value_Of_Another_Kind_Than_Usual(string key, string value)
    {
        Change(Config, json => json[key] = JsonNode.Parse(value));
        Assert.Equal(key, Assert.Throws<InvalidFileException>(() => T5Config.Read(folder.Path)).Key);
    }

    [Fact]
    public void Should_Take_What_An_MT5_Is_Where_Its_File_Says_Nothing()
    {
        Change(Config, json =>
        {
            json["model_type"] = T5Config.MT5Type;
            string[] absent = ["architectures", "feed_forward_proj", "tie_word_embeddings", "dense_act_fn", "is_gated_act"];
            foreach (var key in absent)
                json.Remove(key);
        });
        var config = T5Config.Read(folder.Path);
        Assert.Equal((T5Config.GatedGelu, false), (config.FeedForwardProj, config.TieWordEmbeddings));
    }

    [Fact]
    public void Should_Know_The_Other_Name_Of_The_Same_Activation()
    {
        Change(Config, json =>
        {
            json["feed_forward_proj"] = "gated-gelu_new";
            json["dense_act_fn"] = "gelu_new";
            json["is_gated_act"] = true;
        });
        Assert.True(T5Config.Read(folder.Path).IsGated);
    }

    [Fact]
    public void Should_Not_Tell_Of_Unknown_Keys_That_Say_Nothing()
    {
        Change(Config, json => json["rope_parameters"] = null);
        Assert.Empty(T5Checkpoint.Remarks(folder.Path));
    }

    [Theory]
    [InlineData("eos_token_id", "[1]", true)]
    [InlineData("eos_token_id", "[1, 5]", false)]
    [InlineData("num_beams", "4", true)]
    [InlineData("num_beams", "-3", false)]
    [InlineData("num_beams", "2.5", false)]
    [InlineData("max_new_tokens", "1e99", false)]
    [InlineData("min_new_tokens", "0", true)]
    [InlineData("length_penalty", "-0.5", true)]
    [InlineData("length_penalty", "\"1\"", false)]
    public void Should_Take_Of_How_To_Generate_What_Makes_Sense(string key, string value, bool isTaken)
    {
        // Given
        var path = folder.Write(T5Checkpoint.GenerationConfigName, $"{{\"{key}\": {value}}}");

        // When
        var error = Record.Exception(() => T5Checkpoint.Load(folder.Path).Dispose());

        // Then
        Assert.Equal(isTaken, error is null);
        Assert.True(isTaken || error is InvalidFileException { File: var at, Key: var named } && (at, named) == (path, key));
    }

    public void Dispose() => folder.Dispose();

    private void ChangeTensors(Action<Dictionary<string, TensorData>> change)
    {
        var tensors = Safetensors.Read(Weights).ToDictionary();
        change(tensors);
        Safetensors.Write(Weights, tensors);
    }

    private static void Change(string path, Action<JsonObject> change)
    {
        var json = (JsonObject)JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }
}
