using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>Keys and values of the source, per decoder layer, each (B, H, S, D).</summary>
internal sealed class CrossMemory(IReadOnlyList<(Value Key, Value Value)> layers, T5GraphSource source)
{
    public (Value Key, Value Value) this[int layer] => layers[layer];

    /// <summary>All layers read the same hidden states, so one product serves all of them.</summary>
    public static CrossMemory Project(T5Block block, Value states)
    {
        using var scope = block.Graph.Scope("decoder.memory");
        var prefixes = Enumerable.Range(0, block.Source.Config.NumDecoderLayers).Select(Prefix).ToList();
        var joined = block.Graph.MatMul(states, block.Weights.Projection("decoder.EncDecAttention.kv",
            [.. prefixes.SelectMany(prefix => new[] { $"{prefix}.k.weight", $"{prefix}.v.weight" })]));
        var sizes = prefixes.SelectMany(prefix => new long[] { block.Heads(prefix), block.Heads(prefix) }).ToArray();
        var parts = block.Graph.Split(block.SplitHeads(joined, (int)sizes.Sum(), onePosition: false), axis: 1, sizes);
        return new([.. prefixes.Select((_, i) => (parts[2 * i], parts[(2 * i) + 1]))], block.Source);
    }

    public void Output(GraphBuilder graph, int layer)
    {
        var heads = source.Tensors[$"{Prefix(layer)}.q.weight"].Shape[0] / source.Config.DKv;
        var shape = $"batch_size, {heads}, encoder_sequence_length, {source.Config.DKv}";
        graph.Output($"present.{layer}.encoder.key", layers[layer].Key, shape);
        graph.Output($"present.{layer}.encoder.value", layers[layer].Value, shape);
    }

    private static string Prefix(int layer) => $"decoder.block.{layer}.layer.1.EncDecAttention";
}
