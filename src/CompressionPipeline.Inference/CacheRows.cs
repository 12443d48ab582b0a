using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>Beams change places, and their pasts with them: the only copy of a cache there is.</summary>
internal static class CacheRows
{
    /// <summary>Row i becomes what row <c>parents[i]</c> was. Leaves the values alone where every row keeps its place.</summary>
    public static void Reorder(KeyValueCache cache, int[] parents)
    {
        var stays = true;
        for (var row = 0; row < parents.Length; row++)
            stays &= parents[row] == row;
        if (!stays)
            cache.Advance([.. cache.Self.Select(value => Gather(value, parents))]);
    }

    private static OrtValue Gather(OrtValue value, int[] parents)
    {
        var info = value.GetTensorTypeAndShape();
        var gathered = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, info.ElementDataType, info.Shape);
        var from = value.GetTensorMutableRawData();
        var to = gathered.GetTensorMutableRawData();
        var width = from.Length / parents.Length;
        for (var row = 0; row < parents.Length; row++)
            from.Slice(parents[row] * width, width).CopyTo(to.Slice(row * width, width));
        return gathered;
    }
}
