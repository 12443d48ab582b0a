using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>Padded sources and their mask as two tensors (rows, longest).</summary>
internal sealed class SourceBatch : IDisposable
{
    public SourceBatch(IReadOnlyList<int[]> sources, int copies, int pad)
    {
        var padded = TokenBatch.Pad(sources, pad, copies);
        Rows = padded.Rows;
        Ids = OrtValue.CreateTensorValueFromMemory(padded.Ids, padded.Shape);
        Mask = OrtValue.CreateTensorValueFromMemory(padded.AttentionMask, padded.Shape);
    }

    public int Rows { get; }

    public OrtValue Ids { get; }

    public OrtValue Mask { get; }

    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
    }
}
