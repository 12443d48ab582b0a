using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// The relative-position bias of a stack: (H, queries, keys), looked up once per graph and shared by layers of the same heads.
/// </summary>
internal sealed class PositionBias
{
    /// <summary>What is added where a query must not see a key; softmax turns it into 0.</summary>
    public const float Forbidden = -1e9f;

    private readonly BlockGraph block;
    private readonly string stack;
    private readonly Value columns;
    private readonly Value? padding;
    private readonly Dictionary<string, Value> known = new(StringComparer.Ordinal);

    private PositionBias(BlockGraph block, string stack, Value columns, Value? padding)
    {
        this.block = block;
        this.stack = stack;
        this.columns = columns;
        this.padding = padding;
    }

    /// <summary>Every position of the source sees every other one that is no padding.</summary>
    public static PositionBias Encoder(BlockGraph block, Value ids, Value padding)
    {
        using var scope = block.Graph.Scope("encoder.positions");
        var max = block.Source.Config.RelativeAttentionMaxDistance;
        return new(block, "encoder", Columns(block.Graph, block.Graph.Size(ids, 1), max, max), padding);
    }

    /// <summary>Every position of the target sees itself and what is before it.</summary>
    public static PositionBias Decoder(BlockGraph block, Value ids)
    {
        using var scope = block.Graph.Scope("decoder.positions");
        var max = block.Source.Config.RelativeAttentionMaxDistance;
        return new(block, "decoder", Columns(block.Graph, block.Graph.Size(ids, 1), max, 1), null);
    }

    /// <summary>One new position after a past sees the whole past and itself: keys at offsets -past to 0.</summary>
    public static PositionBias Next(BlockGraph block, Value pastKeys)
    {
        var graph = block.Graph;
        using var scope = graph.Scope("decoder.positions");
        var max = block.Source.Config.RelativeAttentionMaxDistance;
        var first = graph.Subtract(graph.Integer(max), graph.Size(pastKeys, 2));
        var columns = graph.Max(graph.Range(first, graph.Integer(max + 1)), graph.Integer(0));
        return new(block, "decoder", graph.Unsqueeze(columns, 0), null);
    }

    /// <summary>The bias for the heads in these columns of the position table.</summary>
    public Value Of(IReadOnlyList<int> heads)
    {
        var label = heads.Count == TableWidth ? "all_heads" : $"heads_{string.Join("_", heads)}";
        if (!known.TryGetValue(label, out var bias))
            known[label] = bias = Gather(heads, label);
        return bias;
    }

    private Value Gather(IReadOnlyList<int> heads, string label)
    {
        using var scope = block.Graph.Scope($"{stack}.positions");
        var max = block.Source.Config.RelativeAttentionMaxDistance;
        var width = max + (IsDecoder ? 1 : max) + 1;
        var name = $"{stack}.positions.by_offset.{label}";
        var byOffset = block.Graph.Weight(name, () => ByOffset(heads, width), heads.Count, width);
        var bias = block.Graph.Gather(byOffset, columns, axis: 1); // (H, Q, K)
        return padding is null ? bias : block.Graph.Add(bias, padding);
    }

    /// <summary>A decoder's bias of these heads by the distance of a key, 0 to the maximal one: (1, H, 1, distances).</summary>
    public static Value ByDistance(BlockGraph block, IReadOnlyList<int> heads, string name)
    {
        var width = block.Source.Config.RelativeAttentionMaxDistance + 1;
        var positions = new PositionBias(block, "decoder", block.Graph.Integer(0), null);
        return block.Graph.Weight(
            name, () => [.. positions.ByOffset(heads, width).Chunk(width).SelectMany(head => head.Reverse())],
            1, heads.Count, 1, width);
    }

    // The logarithm stays out of the graph: beyond the maximal distance all positions share a bucket, so a table with one column
    // per offset is enough, and the graph clips and looks up. Offset -max is first; a decoder's last column is for all later
    // keys.
    private float[] ByOffset(IReadOnlyList<int> heads, int width)
    {
        var config = block.Source.Config;
        var table = block.Source.Tensors[$"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"].ToFloats();
        var bias = new float[heads.Count * width];
        for (var column = 0; column < width; column++)
        {
            var offset = column - config.RelativeAttentionMaxDistance;
            var row = RelativePositions.Bucket(offset, IsDecoder, config) * TableWidth;
            for (var head = 0; head < heads.Count; head++)
                bias[(head * width) + column] = IsDecoder && offset > 0 ? Forbidden : table[row + heads[head]];
        }
        return bias;
    }

    private bool IsDecoder => stack == "decoder";

    private int TableWidth => IsDecoder ? block.Source.Config.DecoderPositionHeads : block.Source.Config.EncoderPositionHeads;

    /// <summary>clip(key - query, -before, after) + before, for as many keys as queries.</summary>
    private static Value Columns(GraphBuilder graph, Value length, int before, int after)
    {
        var positions = graph.Range(graph.Integer(0), length);
        var offsets = graph.Subtract(graph.Unsqueeze(positions, 0), graph.Unsqueeze(positions, 1));
        var clipped = graph.Min(graph.Max(offsets, graph.Integer(-before)), graph.Integer(after));
        return graph.Add(clipped, graph.Integer(before));
    }
}
