using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Onnx;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace CompressionPipeline.Models.Tests;

/// <summary>Greedy ids by the fused decoder and its screened head against those by Optimum's graphs.</summary>
public sealed class FusedDecoderTests : IDisposable
{
    private static readonly SessionSettings Processor = new() { Device = Inference.Device.Cpu, Threads = 1 };

    private const string Description = "decoder_fused.json";
    private static readonly int[][] Sources = [[5, 6, 7, 1], [8, 1]];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

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
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"));
        var vocabulary = T5Config.Read(folder.File("onnx")).VocabSize;
        var sources = OddT5.Sources(random, vocabulary);
        var settings = new DecodeSettings { MaxNewTokens = 24, MinNewTokens = random.Next(0, 25) };

        // When
        using var plain = Seq2SeqSession.Open(folder.File("onnx"), Processor with { Path = DecoderPath.Plain });
        using var fused = Seq2SeqSession.Open(folder.File("onnx"), Processor);

        // Then
        Assert.Equal(File.Exists(Exported(Description)), fused.RescoredRows is not null);
        Assert.Equal((plain.Shape.Layers, plain.Shape.VocabularySize), (fused.Shape.Layers, fused.Shape.VocabularySize));
        Assert.Equal(plain.Generate(sources, settings).Ids, fused.Generate(sources, settings).Ids);
    }

    [Fact]
    public void Should_Leave_Beams_To_The_Other_Graphs()
    {
        // Given
        Export(folder, seed: 1);
        using var session = Open();
        using var plain = Seq2SeqSession.Open(folder.File("onnx"), Processor with { Path = DecoderPath.Plain });
        var settings = new DecodeSettings { MaxNewTokens = 20, Beams = 3 };

        // Then
        Assert.Equal(plain.Generate(Sources, settings).Ids, session.Generate(Sources, settings).Ids);
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
        Assert.Null(session.RescoredRows);
    }

    [Fact]
    public void Should_Not_Use_A_Graph_With_An_Operator_That_Is_Not_Known_Here()
    {
        // Given
        Export(folder, seed: 1);
        var model = OnnxModelFile.Read(Exported("decoder_fused.onnx"));
        model.Graph.Node.First(node => node.OpType == "GroupQueryAttention").OpType = "AttentionOfTomorrow";
        OnnxModelFile.Write(Exported("decoder_fused.onnx"), model);

        // When
        using var session = Open();

        // Then
        Assert.Null(session.RescoredRows);
    }

    [Theory]
    [InlineData("decoder_fused.onnx"), InlineData("decoder_fused_memory.onnx"), InlineData("decoder_fused.bin")]
    public void Should_Name_A_File_That_Is_Described_And_Missing(string name)
    {
        // Given
        Export(folder, seed: 1);
        File.Delete(Exported(name));

        // Then
        Assert.Contains(name, Assert.ThrowsAny<PipelineException>(Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decoder_fused.onnx"), InlineData("decoder_fused_memory.onnx"), InlineData("decoder_fused.bin")]
    public void Should_Name_A_File_Of_Another_Model(string name)
    {
        // Given
        Export(folder, seed: 1);
        using var other = new TemporaryFolder();
        Export(other, seed: 2);
        File.Copy(other.File("onnx", name), Exported(name), overwrite: true);

        // Then
        Assert.Contains(name, Assert.ThrowsAny<PipelineException>(Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{"), InlineData("{}"), InlineData("""{ "version": 2 }""")]
    public void Should_Name_A_Description_That_Cannot_Be_Read(string text)
    {
        // Given
        Export(folder, seed: 1);
        File.WriteAllText(Exported(Description), text);

        // Then
        Assert.Contains(Description, Assert.ThrowsAny<PipelineException>(Open).Message, StringComparison.Ordinal);
    }

    private static void Export(TemporaryFolder to, int seed)
    {
        using (var model = TinyT5.Model(seed, TinyT5.Config with { DKv = 8 }))
            model.Save(to.Folder("checkpoint"));
        T5Graphs.Export(to.File("checkpoint"), to.Folder("onnx"));
    }

    private string Exported(string name) => folder.File("onnx", name);

    private Seq2SeqSession Open() => Seq2SeqSession.Open(folder.File("onnx"), Processor);
}
