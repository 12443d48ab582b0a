using CompressionPipeline.Inference;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>An export that generates on ONNX Runtime.</summary>
internal sealed class OnnxGenerator(string name, Seq2SeqSession session) : IOnnxModel
{
    public string Name => name;

    public Device Device => session.Device;

    public string? DeviceRemark => session.DeviceRemark;

    public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
    {
        var pinned = new DecodeSettings { MinNewTokens = outputLength, MaxNewTokens = outputLength };
        var timing = session.Generate(sources, pinned, cancellation).Timing;
        return new(
            timing.TotalMilliseconds, timing.EncoderMilliseconds, timing.FirstTokenMilliseconds,
            timing.TokenMilliseconds.Average(time => (double?)time));
    }

    public void Dispose() => session.Dispose();
}
