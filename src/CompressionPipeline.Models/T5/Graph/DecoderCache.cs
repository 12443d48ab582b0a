using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// Keys and values that a decoder reads, per layer; null for a layer without self-attention or without cross-attention.
/// </summary>
internal sealed record DecoderCache(
    IReadOnlyList<(Value Key, Value Value)?> Self, IReadOnlyList<(Value Key, Value Value)?> Cross)
{
    /// <summary>Declares them as inputs: (B, H, positions so far, D) and (B, H, S, D).</summary>
    /// <param name="graph">Whose inputs they are.</param>
    /// <param name="source">The model.</param>
    /// <param name="sourceLength">Name of the source's length.</param>
    /// <param name="heads">How the heads are declared, by part (<c>decoder</c>, <c>encoder</c>), layer and number.</param>
    public static DecoderCache Input(
        GraphBuilder graph, T5GraphSource source, string sourceLength, Func<string, int, int, string> heads)
    {
        var self = new List<(Value Key, Value Value)?>();
        var cross = new List<(Value Key, Value Value)?>();
        foreach (var (i, widths) in source.Config.Decoder.Index())
        {
            self.Add(Pair(i, "decoder", widths.Heads.Count, "past_decoder_sequence_length"));
            cross.Add(Pair(i, "encoder", widths.CrossHeads, sourceLength));
        }
        return new(self, cross);

        (Value Key, Value Value)? Pair(int layer, string part, int count, string length)
        {
            if (count == 0)
                return null;
            var shape = $"batch_size, {heads(part, layer, count)}, {length}, {source.Config.DKv}";
            return (graph.Input($"past_key_values.{layer}.{part}.key", ElementType.Float, shape),
                graph.Input($"past_key_values.{layer}.{part}.value", ElementType.Float, shape));
        }
    }
}
