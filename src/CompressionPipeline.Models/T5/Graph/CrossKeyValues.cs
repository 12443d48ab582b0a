using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// Keys and values of the source, per decoder layer, each (B, H, S, D); null for a layer without cross-attention.
/// </summary>
internal sealed class CrossKeyValues(IReadOnlyList<(Value Key, Value Value)?> layers, T5GraphSource source)
{
    public (Value Key, Value Value)? this[int layer] => layers[layer];

    /// <summary>All layers read the same hidden states, so one product serves all of them.</summary>
    public static CrossKeyValues Project(BlockGraph block, Value states)
    {
        using var scope = block.Graph.Scope("decoder.memory");
        var heads = block.Source.Config.Decoder.Select(widths => widths.CrossHeads).ToList();
        var present = heads.Index().Where(layer => layer.Item > 0).ToList();
        var layers = new (Value, Value)?[heads.Count];
        if (present.Count == 0)
            return new(layers, block.Source);
        IReadOnlyList<string> names = [.. present.Select(layer => Prefix(layer.Index))
            .SelectMany(prefix => new[] { $"{prefix}.k.weight", $"{prefix}.v.weight" })];
        var joined = block.Weights.Project(states, "decoder.EncDecAttention.kv", names);
        var sizes = present.SelectMany(layer => new long[] { layer.Item, layer.Item }).ToArray();
        var parts = block.Graph.Split(block.SplitHeads(joined, (int)sizes.Sum(), onePosition: false), axis: 1, sizes);
        foreach (var (place, layer) in present.Select(layer => layer.Index).Index())
            layers[layer] = (parts[2 * place], parts[(2 * place) + 1]);
        return new(layers, block.Source);
    }

    public void Output(GraphBuilder graph, int layer)
    {
        if (layers[layer] is not (var key, var value))
            return;
        var shape = $"batch_size, {source.Config.Decoder[layer].CrossHeads}, encoder_sequence_length, {source.Config.DKv}";
        // What came in is passed on.
        graph.Output($"present.{layer}.encoder.key", key.Graph == graph ? key : graph.Identity(key), shape);
        graph.Output($"present.{layer}.encoder.value", value.Graph == graph ? value : graph.Identity(value), shape);
    }

    private static string Prefix(int layer) => $"decoder.block.{layer}.layer.1.EncDecAttention";
}
