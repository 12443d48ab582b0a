using System.Text.Json.Nodes;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public class KeptHeadsTests
{
    [Fact]
    public void Should_Take_Widths_From_Tensors_Where_Only_The_Kept_Heads_Are_Written()
    {
        // Given: as another tool prunes, with the position tables left whole
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var whole = TinyT5.Model();
        var mask = whole.Config.KeepAll();
        using var pruned = whole.Shrink(mask with
        {
            Encoder = mask.Encoder.With(MaskPart.Heads, [new(2, [0]), new(2), new(2, [1])])
                .With(MaskPart.Units, [new(24, [0, 5, 7]), new(24), new(24, [1])]),
            Decoder = mask.Decoder!.With(MaskPart.Heads, [new(2, [0]), new(2, [0]), new(2, [0])])
                .With(MaskPart.CrossHeads, [new(2, [1]), new(2), new(2)]),
        });
        pruned.Save(folder.Path);
        const string table = "decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight";
        var columns = whole.named_parameters().Single(p => p.name == table).parameter;
        var tensors = Safetensors.Read(folder.File(ModuleWeights.FileName)).ToDictionary();
        tensors[table] = TensorData.OfFloats(columns.data<float>().ToArray(), columns.shape);
        Safetensors.Write(folder.File(ModuleWeights.FileName), tensors);
        var config = folder.File(T5Config.FileName);
        var json = JsonNode.Parse(File.ReadAllText(config))!.AsObject();
        foreach (var key in new[] { "cross_heads", "encoder_d_ff", "decoder_d_ff" })
            json.Remove(key);
        File.WriteAllText(config, json.ToJsonString());

        // When
        using var loaded = T5Checkpoint.Load(folder.Path);

        // Then
        Assert.Equal(pruned.Config, loaded.Config);
        Assert.Equal(TinyT5.Weights(pruned), TinyT5.Weights(loaded));
    }
}
