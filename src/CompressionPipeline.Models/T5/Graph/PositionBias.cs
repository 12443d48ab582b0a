using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>The relative-position bias of a stack: (H, queries, keys), looked up once per graph and shared by layers that kept the same heads.</summary>
internal sealed class PositionBias
{
    private readonly T5Block block;
    private readonly string stack;
    private readonly Value columns;
    private readonly Value? padding;
    private readonly Dictionary<string, Value> known = new(StringComparer.Ordinal);

    private PositionBias(T5Block block, string stack, Value columns, Value? padding)
    {
        this.block = block;
        this.stack = stack;
        this.columns = columns;
        this.padding = padding;
    }

    /// <summary>Every position of the source sees every other one that is no padding.</summary>
    public static PositionBias Encoder(T5Block block, Value ids, Value padding)
    {
        using var scope = block.Graph.Scope("encoder.positions");
        var max = block.Source.Config.RelativeAttentionMaxDistance;
        return new(block, "encoder", Columns(block.Graph, block.Graph.Size(ids, 1), max, max), padding);
    }

    /// <summary>Every position of the target sees itself and what is before it.</summary>
    public static PositionBias Decoder(T5Block block, Value ids)
    {
        using var scope = block.Graph.Scope("decoder.positions");
        var max = block.Source.Config.RelativeAttentionMaxDistance;
        return new(block, "decoder", Columns(block.Graph, block.Graph.Size(ids, 1), max, 1), null);
    }

    /// <summary>One new position after a past sees the whole past and itself: keys at offsets -past to 0.</summary>
    public static PositionBias Next(T5Block block, Value pastKeys)
    {
        var graph = block.Graph;
        using var scope = graph.Scope("decoder.positions");
        var max = block.Source.Config.RelativeAttentionMaxDistance;
        var first = graph.Subtract(graph.Integer(max), graph.Size(pastKeys, 2));
        var columns = graph.Max(graph.Range(first, graph.Integer(max + 1)), graph.Integer(0));
        return new(block, "decoder", graph.Unsqueeze(columns, 0), null);
    }

    /// <summary>The bias for the heads of one layer.</summary>
    public Value Of(int layer)
    {
        var heads = block.Source.Heads(stack, layer);
        var label = heads.Count == block.Source.Config.NumHeads ? "all_heads" : $"heads_{string.Join("_", heads)}";
        if (!known.TryGetValue(label, out var bias))
            known[label] = bias = Gather(heads, label);
        return bias;
    }

    private Value Gather(IReadOnlyList<int> heads, string label)
    {
        using var scope = block.Graph.Scope($"{stack}.positions");
        var (config, max) = (block.Source.Config, block.Source.Config.RelativeAttentionMaxDistance);
        var name = $"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight";
        var encoder = stack == "encoder";
        float[] Data()
        {
            var table = block.Source.Tensors[name].ToFloats();
            return encoder
                ? RelativePositions.Encoder(table, config.NumHeads, heads, config.RelativeAttentionNumBuckets, max)
                : RelativePositions.Decoder(table, config.NumHeads, heads, config.RelativeAttentionNumBuckets, max);
        }
        var byOffset = block.Graph.Weight($"{stack}.positions.by_offset.{label}", Data, heads.Count, encoder ? (2 * max) + 1 : max + 2);
        var bias = block.Graph.Gather(byOffset, columns, axis: 1); // (H, Q, K)
        return padding is null ? bias : block.Graph.Add(bias, padding);
    }

    /// <summary>clip(key - query, -before, after) + before, for as many keys as queries.</summary>
    private static Value Columns(GraphBuilder graph, Value length, int before, int after)
    {
        var positions = graph.Range(graph.Integer(0), length);
        var offsets = graph.Subtract(graph.Unsqueeze(positions, 0), graph.Unsqueeze(positions, 1));
        var clipped = graph.Min(graph.Max(offsets, graph.Integer(-before)), graph.Integer(after));
        return graph.Add(clipped, graph.Integer(before));
    }
}
