using CompressionPipeline.Inference;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace CompressionPipeline.Models.Tests;

/// <summary>Greedy ids by the fused decoder and its screened head against those by Optimum's graphs.</summary>
public sealed class FusedDecoderTests : IDisposable
{
    private static readonly SessionSettings Processor = new() { Device = Inference.Device.Cpu, Threads = 1 };

    private readonly TemporaryFolder folder = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Seeds))]
    public void Should_Write_The_Same_Ids_For_Odd_Shapes(int seed)
    {
        // Given: anything from a whole model to one whose layers all differ
        var random = new Random(seed);
        using (var model = TinyT5.Model(seed, Config(random)))
        using (var smaller = seed % 4 == 0 ? null : model.Shrink(RandomMask.Of(model.Config.KeepAll(), random)))
            (smaller ?? model).Save(folder.Folder("checkpoint"));
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"));
        var vocabulary = T5Config.Read(folder.File("onnx")).VocabSize;
        int[][] sources = [.. Enumerable.Range(0, random.Next(1, 5)).Select(
            _ => Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(3, vocabulary)).Append(1).ToArray())];
        var settings = new DecodeSettings { MaxNewTokens = 24, MinNewTokens = random.Next(0, 25) };

        // When
        using var plain = Seq2SeqSession.Open(folder.File("onnx"), Processor with { Path = DecoderPath.Plain });
        using var fused = Seq2SeqSession.Open(folder.File("onnx"), Processor);

        // Then
        Assert.Equal(File.Exists(folder.File("onnx", "decoder_fused.json")), fused.RescoredRows is not null);
        Assert.Equal((plain.Shape.Layers, plain.Shape.VocabularySize), (fused.Shape.Layers, fused.Shape.VocabularySize));
        Assert.Equal(plain.Generate(sources, settings).Ids, fused.Generate(sources, settings).Ids);
    }

    private static T5Config Config(Random random) => TinyT5.Config with
    {
        VocabSize = random.Next(24, 400),
        DModel = 4 * random.Next(2, 12),
        DKv = random.Next(1, 12),
        DFf = random.Next(1, 60),
        NumHeads = random.Next(1, 6),
        NumLayers = random.Next(1, 4),
        NumDecoderLayers = random.Next(1, 5),
        FeedForwardProj = random.Next(2) == 0 ? T5Config.Relu : T5Config.GatedGelu,
        TieWordEmbeddings = random.Next(2) == 0,
    };
}
