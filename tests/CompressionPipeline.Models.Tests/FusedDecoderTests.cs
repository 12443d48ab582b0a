using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Onnx;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using CompressionPipeline.Models.Tests.Onnx;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

/// <summary>
/// Greedy ids by the fused decoder and its screened head against those by Optimum's graphs; on as many random checkpoints as the
/// variable CHECKPOINTS says.
/// </summary>
public sealed class FusedDecoderTests : IDisposable
{
    private static readonly SessionSettings Processor = new() { Device = Inference.Device.Cpu, Threads = 1 };

    private const string Description = "decoder_fused.json";
    private const string Step = "decoder_fused.onnx";
    private const string Head = "decoder_fused_head.onnx";
    private static readonly int[][] Sources = [[5, 6, 7, 1], [8, 1]];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(
        1, int.Parse(Environment.GetEnvironmentVariable("CHECKPOINTS") ?? "100", CultureInfo.InvariantCulture))];

    public static TheoryData<string> Described => ["encoder_model.onnx", Step, "decoder_fused_memory.onnx", "decoder_fused.bin"];

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Seeds))]
    public void Should_Write_The_Same_Ids_For_Odd_Shapes(int seed)
    {
        // Given
        var random = new Random(seed);
        using (var model = OddT5.Model(seed, random))
        {
            if (model is null)
                return;
            model.Save(folder.Folder("checkpoint"));
        }
        var sources = OddT5.Sources(random, T5Config.Read(folder.File("checkpoint")).VocabSize);
        var screened = random.Next(2) == 0;
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"), screened: screened);
        var settings = new DecodeSettings { MaxNewTokens = 24, MinNewTokens = random.Next(0, 25) };
        var beams = new DecodeSettings { MaxNewTokens = 12, Beams = 4 };

        // When
        using (var plain = Open(DecoderPath.Plain))
        using (var fused = Open())
        {
            // Then
            Assert.Equal(File.Exists(Exported(Description)), fused.IsFused);
            Assert.Equal(screened && fused.IsFused, fused.RescoredRows is not null);
            Assert.Equal((plain.Shape.Layers, plain.Shape.VocabularySize), (fused.Shape.Layers, fused.Shape.VocabularySize));
            var ids = plain.Generate(sources, settings).Ids;
            Assert.Equal(ids, fused.Generate(sources, settings).Ids);
            Assert.Equal(plain.Generate(sources, beams).Ids, fused.Generate(sources, beams).Ids);
            // Random texts seldom end; with an id of theirs as the end they do, at different steps.
            EndWith(ids.SelectMany(text => text).Append(1).GroupBy(id => id).MaxBy(group => group.Count())!.Key);
        }

        // When
        using (var plain = Open(DecoderPath.Plain))
        using (var fused = Open())
        {
            // Then
            settings = settings with { MinNewTokens = 0 };
            var alone = sources.Select(source => plain.Generate([source], settings).Ids[0]).ToArray();
            Assert.Equal(alone, plain.Generate(sources, settings).Ids);
            Assert.Equal(alone, fused.Generate(sources, settings).Ids);
            alone = [.. sources.Select(source => plain.Generate([source], beams).Ids[0])];
            Assert.Equal(alone, fused.Generate(sources, beams).Ids);
        }
    }

    [Theory]
    [InlineData(true, false, 1), InlineData(false, false, 1), InlineData(false, true, 1), InlineData(false, true, 3)]
    public void Should_Refuse_What_Is_Not_A_Number(bool plain, bool screened, int beams)
    {
        // Given: activations that overflow
        using (var model = TinyT5.Model(1, TinyT5.Config with { DKv = 8 }))
        using (no_grad())
        {
            model.named_parameters().Single(one => one.name == "encoder.final_layer_norm.weight").parameter.fill_(float.MaxValue);
            model.Save(folder.Folder("checkpoint"));
        }
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"), screened: screened);
        using var session = Open(plain ? DecoderPath.Plain : DecoderPath.Fused);

        // Then
        Assert.Throws<PipelineException>(() => session.Generate(Sources, new() { MaxNewTokens = 4, Beams = beams }));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Should_Leave_Beams_To_The_Other_Graphs_Where_The_Head_Has_No_Graph(bool hasHead)
    {
        // Given: as older exports are
        Export(folder, seed: 1);
        if (!hasHead)
        {
            File.Delete(Exported(Head));
            Change(json => ((JsonObject)json["sha256"]!).Remove(Head));
        }
        using var plain = Open(DecoderPath.Plain);
        // Of these graphs only what is used is read.
        if (hasHead)
            File.WriteAllText(Exported("decoder_with_past_model.onnx"), "not read");
        using var session = Open();
        var settings = new DecodeSettings { MaxNewTokens = 20, Beams = 3 };

        // Then
        Assert.Equal(plain.Generate(Sources, settings).Ids, session.Generate(Sources, settings).Ids);
    }

    [Theory, InlineData(4096, 128, false), InlineData(8192, 128, false), InlineData(32128, 512, true)]
    public void Should_Screen_Large_Heads_Alone(int rows, int width, bool screened)
    {
        // Given
        using (var model = TinyT5.Model(1, TinyT5.Config with { DKv = 8, VocabSize = rows, DModel = width }))
            model.Save(folder.Folder("checkpoint"));
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"));

        // When
        using var session = Open();

        // Then
        Assert.True(session.IsFused);
        Assert.Equal(screened, session.RescoredRows is not null);
    }

    [Fact]
    public void Should_Not_Use_A_Graph_Without_Its_Description()
    {
        // Given
        Export(folder, seed: 1);
        File.Delete(Exported(Description));

        // When
        using var session = Open();

        // Then
        Assert.False(session.IsFused);
    }

    [Fact]
    public void Should_Not_Use_A_Graph_With_An_Operator_That_Is_Not_Known_Here()
    {
        // Given
        Export(folder, seed: 1);
        var model = ModelText.Read(Exported(Step));
        model.Graph.Node.First(node => node.OpType == "GroupQueryAttention").OpType = "AttentionOfTomorrow";
        OnnxModelFile.Write(Exported(Step), model);
        Change(json => json["sha256"]![Step] = Digest.OfFile(Exported(Step)).Hex);

        // When
        using var session = Open();

        // Then
        Assert.False(session.IsFused);
    }

    [Theory, MemberData(nameof(Described)), InlineData(Head)]
    public void Should_Name_A_File_That_Is_Described_And_Missing(string name)
    {
        // Given
        Export(folder, seed: 1);
        File.Delete(Exported(name));

        // Then
        Assert.Contains(name, Assert.ThrowsAny<PipelineException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Described))]
    public void Should_Name_A_File_Of_Another_Model(string name)
    {
        // Given
        Export(folder, seed: 1);
        using var other = new TemporaryFolder();
        Export(other, seed: 2);
        File.Copy(other.File("onnx", name), Exported(name), overwrite: true);

        // Then
        Assert.Contains(name, Assert.ThrowsAny<PipelineException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{"), InlineData("{}"), InlineData("""{ "version": 1 }"""), InlineData("""{ "version": 2 }""")]
    public void Should_Name_A_Description_That_Cannot_Be_Read(string text)
    {
        // Given
        Export(folder, seed: 1);
        File.WriteAllText(Exported(Description), text);

        // Then
        Assert.Contains(Description, Assert.ThrowsAny<PipelineException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rows", 64), InlineData("rows", 0), InlineData("width", 8), InlineData("max_distance", 15)]
    [InlineData("max_distance", 17), InlineData("max_distance", -1), InlineData("tied", false), InlineData("tied", null)]
    [InlineData("sha256", null), InlineData("sha256", "")]
    public void Should_Refuse_A_Description_That_Does_Not_Fit(string key, object? value)
    {
        // Given
        Export(folder, seed: 1);
        Change(json => json[key] = JsonSerializer.SerializeToNode(value));

        // Then
        Assert.Contains("decoder_fused", Assert.ThrowsAny<PipelineException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("eos_token_id"), InlineData("decoder_start_token_id")]
    public void Should_Refuse_Ids_That_The_Model_Has_Not(string key)
    {
        // Given
        Export(folder, seed: 1);
        var config = JsonNode.Parse(File.ReadAllText(Exported(T5Config.FileName)))!;
        config[key] = TinyT5.Config.VocabSize;
        File.WriteAllText(Exported(T5Config.FileName), config.ToJsonString());

        // Then
        Assert.Contains(T5Config.FileName, Assert.ThrowsAny<PipelineException>(() => Open()).Message, StringComparison.Ordinal);
    }

    private void Change(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(Exported(Description)))!;
        change(json);
        File.WriteAllText(Exported(Description), json.ToJsonString());
    }

    private static void Export(TemporaryFolder to, int seed)
    {
        using (var model = TinyT5.Model(seed, TinyT5.Config with { DKv = 8 }))
            model.Save(to.Folder("checkpoint"));
        T5Graphs.Export(to.File("checkpoint"), to.Folder("onnx"), screened: true);
    }

    private string Exported(string name) => folder.File("onnx", name);

    private void EndWith(int id)
    {
        var config = JsonNode.Parse(File.ReadAllText(Exported(T5Config.FileName)))!;
        config["eos_token_id"] = id;
        File.WriteAllText(Exported(T5Config.FileName), config.ToJsonString());
    }

    private Seq2SeqSession Open(DecoderPath path = DecoderPath.Fused) =>
        Seq2SeqSession.Open(folder.File("onnx"), Processor with { Path = path });
}
