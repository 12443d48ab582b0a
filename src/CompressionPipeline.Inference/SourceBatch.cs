using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>Padded sources and their mask as two tensors (rows, longest).</summary>
internal sealed class SourceBatch : IDisposable
{
    private readonly long[] mask;

    public SourceBatch(IReadOnlyList<int[]> sources, int pad)
    {
        foreach (var ids in sources)
            RequireIds(ids);
        var padded = TokenBatch.Pad(sources, pad);
        (Rows, Length, mask) = (padded.Rows, padded.Length, padded.AttentionMask);
        Ids = OrtValue.CreateTensorValueFromMemory(padded.Ids, padded.Shape);
        Mask = OrtValue.CreateTensorValueFromMemory(padded.AttentionMask, padded.Shape);
    }

    public int Rows { get; }

    /// <summary>Ids of the longest source.</summary>
    public int Length { get; }

    /// <summary>
    /// What is added to an attention score, (rows, longest): 0 for an id, else so little that it counts for nothing.
    /// </summary>
    public float[] Padding => Array.ConvertAll(mask, kept => kept == 1 ? 0 : -1e9f);

    public OrtValue Ids { get; }

    public OrtValue Mask { get; }

    /// <summary>Refuses ids below 0, which ONNX Runtime would count from the end of the embedding.</summary>
    public static void RequireIds(int[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfNegative(ids.Append(0).Min(), nameof(ids));
    }

    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
    }
}
