using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>Sources padded on the right to the longest one, with their mask: two tensors (rows, longest).</summary>
internal sealed class SourceBatch : IDisposable
{
    public SourceBatch(IReadOnlyList<int[]> sources, int copies, int pad)
    {
        Rows = sources.Count * copies;
        Length = Math.Max(1, sources.Max(source => source.Length));
        var (ids, mask) = (new long[Rows * Length], new long[Rows * Length]);
        Array.Fill(ids, pad);
        for (var row = 0; row < Rows; row++)
        {
            var source = sources[row / copies];
            for (var i = 0; i < source.Length; i++)
                ids[(row * Length) + i] = source[i];
            Array.Fill(mask, 1, row * Length, source.Length);
        }
        Ids = OrtValue.CreateTensorValueFromMemory(ids, [Rows, Length]);
        Mask = OrtValue.CreateTensorValueFromMemory(mask, [Rows, Length]);
    }

    public int Rows { get; }

    public int Length { get; }

    public OrtValue Ids { get; }

    public OrtValue Mask { get; }

    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
    }
}
