using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Tests.Tasks;

public sealed class TimedGeneratorTests : IDisposable
{
    private readonly TinyRun run = new();

    [Theory]
    [InlineData("onnxruntime", 1)]
    [InlineData("onnxruntime", 3)]
    [InlineData("torch", 1)]
    [InlineData("torch", 3)]
    public void Should_Time_Further_Tokens_Where_There_Are_Some(string runtime, int outputLength)
    {
        // Given
        using ILoadedModel model = runtime == "torch"
            ? new TorchGenerator("timed", T5Checkpoint.Load(run.Checkpoint().Folder))
            : new OnnxGenerator("timed", Seq2SeqSession.Open(run.Export().Folder, new() { Device = Device.Cpu, Threads = 1 }));

        // When
        var times = model.Generate([[5, 6, 1]], outputLength, CancellationToken.None);

        // Then
        Assert.True(times is { Total: > 0, Encoder: > 0, FirstToken: > 0 });
        Assert.Equal(outputLength > 1, times.Token is > 0);
    }

    public void Dispose() => run.Dispose();
}
