using CompressionPipeline.Inference;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

/// <summary>A masked model under TorchSharp against the shrunk one under ONNX Runtime, through all three graphs.</summary>
public sealed class ShrunkExportTests : IDisposable
{
    private static readonly SessionSettings Processor = new() { Device = Inference.Device.Cpu, Threads = 1 };
    private static readonly int[] Source = [5, 6, 7, 8, 9, 10, 1];
    private static readonly int[] Target = [0, 7, 8, 9, 4, 11];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, int> Cases => ShrinkTests.Cases;

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_Give_The_Logits_Of_The_Masked_Model(string config, int seed)
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var whole = TinyT5.Model(seed, ShrinkTests.Configs[config]);
        var mask = RandomMask.Of(whole.Config.KeepAll(), new Random(seed));
        var masks = MaskTensors.From(mask);
        var memory = whole.Encode(Ids.Rows([Source]), Ids.Mask([Source]), masks); // (1, S, C)
        var logits = whole.Head(whole.Decode(memory, Ids.Mask([Source]), Ids.Rows([Target]), masks)); // (1, T, V)

        // When
        using (var smaller = whole.Shrink(mask))
            smaller.Save(folder.Folder("checkpoint"));
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"));

        // Then
        using var sessions = ModelSessions.Open(folder.File("onnx"), Processor).Sessions;
        using var batch = new SourceBatch([Source], sessions.Special.Pad);
        using var run = new DecoderRun(sessions, batch, sessions.Encode(batch, sessions.Memory), sessions.Memory);
        using var states = sessions.Encode(batch, sessions.Memory);
        var kept = tensor(mask.Hidden.ToList().Select(index => (long)index).ToArray());
        AssertClose(memory.index_select(2, kept), states.GetTensorDataAsSpan<float>());
        for (var t = 0; t < Target.Length; t++)
        {
            if (t > 0)
                run.Next([Target[t]]);
            AssertClose(logits[0, t], run.Logits());
        }
    }

    [Fact]
    public void Should_Declare_A_Cache_For_The_Heads_That_Are_There()
    {
        // Given
        var config = TinyT5.Config with
        {
            NumHeads = 3, KeptHeads = T5Config.HeadsThatDiffer([], [[], [0, 2], [1]], 3), CrossHeads = [1, 0, 3],
        };
        using (var model = TinyT5.Model(config: config))
            model.Save(folder.Folder("checkpoint"));

        // When
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"));
        using var session = Seq2SeqSession.Open(folder.File("onnx"), Processor);

        // Then
        Assert.Equal([0, 2, 1], session.Shape.SelfHeads);
        Assert.Equal([1, 0, 3], session.Shape.CrossHeads);
        Assert.Equal(5, session.Generate([Source], new() { MinNewTokens = 5, MaxNewTokens = 5, Beams = 2 }).Ids[0].Length);
    }

    private static void AssertClose(Tensor expected, ReadOnlySpan<float> actual)
    {
        var values = expected.contiguous().data<float>().ToArray();
        Assert.Equal(values.Length, actual.Length);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(values[i], actual[i], 1e-5f);
    }
}
