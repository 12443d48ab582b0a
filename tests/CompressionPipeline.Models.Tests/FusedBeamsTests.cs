using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

/// <summary>Beams by the fused decoder, where it ends in logits.</summary>
public sealed class FusedBeamsTests : IDisposable
{
    private static readonly SessionSettings Processor = new() { Device = Inference.Device.Cpu, Threads = 1 };
    private static readonly int[][] Sources = [[5, 6, 7, 1], [8, 1]];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Precision.Int8, true, 3, 2, 32, true), InlineData(Precision.Fp16, true, 4, 8, 32, true)]
    [InlineData(Precision.Fp32, true, 1, 8, 32, true), InlineData(Precision.Fp32, true, 1, 9, 32, false)]
    [InlineData(Precision.Fp32, true, 4, 2, 32, true), InlineData(Precision.Fp32, true, 5, 2, 32, false)]
    [InlineData(Precision.Fp32, false, 1, 9, 32, true), InlineData(Precision.Fp32, false, 5, 2, 32, true)]
    [InlineData(Precision.Fp32, false, 1, 8, 4097, false), InlineData(Precision.Fp32, false, 1, 1, int.MaxValue, false)]
    public void Should_Do_Without_The_Other_Graphs_Where_The_Fused_One_Pays(
        Precision precision, bool screened, int beams, int sources, int tokens, bool without)
    {
        // Given: graphs that are opened when they are asked for
        Export(precision, screened);
        using var session = Open();
        File.Delete(Exported("decoder_model.onnx"));
        File.Delete(Exported("decoder_with_past_model.onnx"));
        var settings = new DecodeSettings { Beams = beams, MaxNewTokens = tokens };
        void Generate() => session.Generate([.. Enumerable.Repeat(Sources[0], sources)], settings);

        // Then
        if (without)
            Generate();
        else
            Assert.ThrowsAny<PipelineException>(Generate);
    }

    [Theory, InlineData("decoder_model.onnx"), InlineData("decoder_with_past_model.onnx")]
    public void Should_Name_A_Graph_Of_Another_Model_Where_The_Fused_One_Does_Not_Do(string name)
    {
        // Given: one of the same shape, which would write without an error
        Export(Precision.Fp32);
        using (var other = new TemporaryFolder())
        {
            using (var model = TinyT5.Model(2, TinyT5.Config with { DKv = 8 }))
                model.Save(other.Folder("checkpoint"));
            T5Graphs.Export(other.File("checkpoint"), other.Folder("onnx"), precision: Precision.Int8);
            File.Copy(other.File("onnx", name), Exported(name), overwrite: true);
        }
        using var session = Open();
        void Generate(int beams) => session.Generate(Sources, new() { Beams = beams });

        // Then
        Generate(beams: 1);
        Assert.Contains(name, Assert.ThrowsAny<PipelineException>(() => Generate(beams: 5)).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(1.0), InlineData(2.0)]
    public void Should_Find_The_Same_Texts_With_Beams_That_End_At_Different_Steps(double penalty)
    {
        // Given: an end that random texts have
        Export(Precision.Fp16);
        int[] written;
        using (var any = Open())
        {
            var texts = any.Generate(Sources, new() { MaxNewTokens = 20, MinNewTokens = 20, Beams = 4 }).Ids;
            written = [.. texts.SelectMany(text => text)];
        }
        var config = JsonNode.Parse(File.ReadAllText(Exported(T5Config.FileName)))!;
        config["eos_token_id"] = written.GroupBy(id => id).MinBy(group => group.Count())!.Key;
        File.WriteAllText(Exported(T5Config.FileName), config.ToJsonString());
        using var session = Open();
        using var plain = Seq2SeqSession.Open(folder.File("onnx"), Processor with { Path = DecoderPath.Plain });
        var settings = new DecodeSettings { MaxNewTokens = 20, Beams = 4, LengthPenalty = penalty };

        // When
        var ids = session.Generate(Sources, settings).Ids;

        // Then
        Assert.Equal(plain.Generate(Sources, settings).Ids, ids);
        Assert.Equal(Sources.Select(source => session.Generate([source], settings).Ids[0]), ids);
    }

    [Fact]
    public void Should_Refuse_Beams_Of_What_Is_Not_A_Number()
    {
        // Given: activations that overflow
        using (var model = TinyT5.Model(1, TinyT5.Config with { DKv = 8 }))
        using (no_grad())
        {
            model.named_parameters().Single(one => one.name == "encoder.final_layer_norm.weight").parameter.fill_(float.MaxValue);
            model.Save(folder.Folder("checkpoint"));
        }
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"), precision: Precision.Int8);
        using var session = Open();

        // Then
        Assert.Throws<PipelineException>(() => session.Generate(Sources, new() { MaxNewTokens = 4, Beams = 4 }));
    }

    private void Export(Precision precision, bool screened = true)
    {
        using (var model = TinyT5.Model(1, TinyT5.Config with { DKv = 8 }))
            model.Save(folder.Folder("checkpoint"));
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"), precision: precision, screened: screened);
    }

    private string Exported(string name) => folder.File("onnx", name);

    private Seq2SeqSession Open() => Seq2SeqSession.Open(folder.File("onnx"), Processor);
}
