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
            Take(cache, parents);
    }

    /// <summary>Row i becomes what row <c>rows[i]</c> was; as many rows are left as are named.</summary>
    public static void Take(KeyValueCache cache, int[] rows) =>
        cache.Advance([.. cache.Self.Select(value => Gather(value, rows))]);

    private static OrtValue Gather(OrtValue value, int[] rows)
    {
        var info = value.GetTensorTypeAndShape();
        var gathered = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, info.ElementDataType, [rows.Length, .. info.Shape[1..]]);
        var from = value.GetTensorMutableRawData();
        var to = gathered.GetTensorMutableRawData();
        var width = to.Length / rows.Length;
        for (var row = 0; row < rows.Length; row++)
            from.Slice(rows[row] * width, width).CopyTo(to[(row * width)..]);
        return gathered;
    }
}
