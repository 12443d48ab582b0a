using System.Diagnostics;
using CompressionPipeline.Inference;
using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>An export that classifies on ONNX Runtime.</summary>
internal sealed class OnnxClassifier(string name, ClassifierSession session) : IOnnxModel
{
    public string Name => name;

    public Device Device => session.Device;

    public string? DeviceRemark => session.DeviceRemark;

    public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
    {
        List<EncodedTexts> texts = [.. sources.Select(ids => new EncodedTexts(ids, new int[ids.Length]))];
        var start = Stopwatch.GetTimestamp();
        // All are of one length, so that nothing is padded.
        session.Logits(texts, padId: 0, cancellation);
        return new(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    public void Dispose() => session.Dispose();
}
