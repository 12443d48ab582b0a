using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

/// <summary>Feed-forward blocks of every kind that people have published.</summary>
public sealed class T5ActivationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Of x = -1 and 1, with all weights 1: f(x), gated f(x) * x. At 1 the normal distribution function is 0.8413447, the logistic
    // one 0.7310586.
    [Theory]
    [InlineData("relu", 0, 1)]
    [InlineData("gelu", -0.1586553, 0.8413447)]
    [InlineData("gelu_new", -0.1588080, 0.8411920)]
    [InlineData("silu", -0.2689414, 0.7310586)]
    [InlineData("gated-relu", 0, 1)]
    [InlineData("gated-gelu", 0.1588080, 0.8411920)]
    [InlineData("gated-silu", 0.2689414, 0.7310586)]
    public void Should_Compute_What_Its_Name_Says(string name, double ofMinusOne, double ofOne)
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var block = new T5FeedForward(TinyT5.Config with { DModel = 1, FeedForwardProj = name }, units: 1, CPU);
        foreach (var parameter in block.parameters())
            parameter.fill_(1);

        // When
        var made = block.Feed(tensor(new float[] { -1, 1 }).view(1, 2, 1), unitMask: null).data<float>().ToArray();

        // Then
        Assert.Equal(ofMinusOne, made[0], 1e-6);
        Assert.Equal(ofOne, made[1], 1e-6);
    }

    [Theory]
    [InlineData("gelu", "gelu"), InlineData("silu", "silu"), InlineData("gelu_new", "gelu_new")]
    [InlineData("gated-relu", "relu"), InlineData("gated-silu", "silu"), InlineData("gated-gelu", "gelu_new")]
    public void Should_Be_Read_Written_And_Exported(string name, string activation)
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using (var model = TinyT5.Model(seed: 1, TinyT5.Config with { DKv = 8, FeedForwardProj = name }))
            model.Save(folder.Folder("checkpoint"));
        var written = File.ReadAllText(folder.File("checkpoint", "config.json"));
        Assert.Contains($"\"dense_act_fn\": \"{activation}\"", written, StringComparison.Ordinal);
        int[] source = [5, 6, 7, 1], target = [0, 5, 6];

        // When
        using var loaded = T5Checkpoint.Load(folder.File("checkpoint"));
        loaded.eval();
        var expected = loaded.Logits(Ids.Rows([source]), Ids.Mask([source]), Ids.Rows([target]), null).data<float>().ToArray();
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("onnx"));
        using var session = Seq2SeqSession.Open(folder.File("onnx"), new() { Device = Inference.Device.Cpu, Threads = 1 });

        // Then
        Assert.Equal(name, loaded.Config.FeedForwardProj);
        Assert.All(expected.Zip(session.Logits(source, target)), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        var settings = new DecodeSettings { MaxNewTokens = 12, MinNewTokens = 12 };
        using var plain = Seq2SeqSession.Open(
            folder.File("onnx"), new() { Device = Inference.Device.Cpu, Threads = 1, Path = DecoderPath.Plain });
        Assert.Equal(plain.Generate([source], settings).Ids, session.Generate([source], settings).Ids);
    }
}
