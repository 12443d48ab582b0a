using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary><c>encoder_model.onnx</c>: source ids to hidden states.</summary>
internal static class EncoderGraph
{
    public static ModelProto Build(T5GraphSource source)
    {
        var graph = new GraphBuilder("t5-encoder");
        var block = new BlockGraph(graph, source);
        var ids = graph.Input("input_ids", ElementType.Int64, "batch_size, encoder_sequence_length");
        var mask = graph.Input("attention_mask", ElementType.Int64, "batch_size, encoder_sequence_length");

        var x = block.Embed(ids); // (B, S, M)
        var bias = PositionBias.Encoder(block, ids, block.PaddingBias(mask));
        foreach (var (i, widths) in source.Config.Encoder.Index())
        {
            using var scope = graph.Scope($"encoder.block.{i}");
            var name = $"encoder.block.{i}.layer";
            if (widths.Heads.Count > 0)
                x = SelfAttention(block, x, bias.Of(widths.Heads), $"{name}.0", widths.Heads.Count);
            x = block.FeedForward(x, $"{name}.1", widths.Units);
        }
        graph.Output("last_hidden_state", block.Norm(x, "encoder.final_layer_norm.weight"),
            $"batch_size, encoder_sequence_length, {source.Config.DModel}");
        return graph.Build();
    }

    private static Value SelfAttention(BlockGraph block, Value x, Value bias, string layer, int heads)
    {
        using var scope = block.Graph.Scope("SelfAttention");
        var prefix = $"{layer}.SelfAttention";
        var qkv = block.QueriesKeysValues(block.Norm(x, $"{layer}.layer_norm.weight"), prefix, heads, onePosition: false);
        return block.Attend(x, qkv[0], qkv[1], qkv[2], bias, prefix, heads, onePosition: false);
    }
}
