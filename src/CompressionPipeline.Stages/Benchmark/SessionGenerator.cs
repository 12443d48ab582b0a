using CompressionPipeline.Inference;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>An exported model on ONNX Runtime.</summary>
internal sealed class SessionGenerator(string name, Seq2SeqSession session) : ITimedGenerator
{
    public string Name => name;

    public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
    {
        var pinned = new DecodeSettings { MinNewTokens = outputLength, MaxNewTokens = outputLength };
        var timing = session.Generate(sources, pinned, cancellation).Timing;
        return new(timing.TotalMilliseconds, timing.EncoderMilliseconds, timing.FirstTokenMilliseconds, timing.TokenMilliseconds.Average());
    }
}
