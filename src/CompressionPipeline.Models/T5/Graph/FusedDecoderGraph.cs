using CompressionPipeline.Core;
using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// The decoder for <c>Seq2SeqSession</c> alone, in ONNX Runtime's own operators: a layer is 12 nodes, keys and values are
/// written into buffers that stay where they are. A large embedding and head lie beside the graph (<see cref="FusedFiles"/>), and
/// what comes out is the last hidden state; others are part of it.
/// </summary>
internal sealed class FusedDecoderGraph
{
    private const string Batch = "batch_size";
    private const string Source = "encoder_sequence_length";

    private readonly GraphBuilder graph;
    private readonly T5GraphSource source;
    private readonly BlockGraph block;
    private readonly Dictionary<string, Value> biases = new(StringComparer.Ordinal);

    private FusedDecoderGraph(GraphBuilder graph, T5GraphSource source)
    {
        (this.graph, this.source) = (graph, source);
        block = new(graph, source);
    }

    /// <summary>Hidden states of the encoder to keys and values of all layers, as the steps read them.</summary>
    public static ModelProto CrossProjection(T5GraphSource source)
    {
        var graph = new GraphBuilder("t5-decoder-memory");
        var states = graph.Input("encoder_hidden_states", ElementType.Float, $"{Batch}, {Source}, {source.Config.DModel}");
        var cross = CrossKeyValues.Project(new(graph, source), states);
        for (var layer = 0; layer < source.Config.Decoder.Count; layer++)
            cross.Output(graph, layer);
        return graph.Build();
    }

    /// <summary>The newest token's embedding to the last hidden state, or its id to the logits.</summary>
    public static ModelProto Step(T5GraphSource source)
    {
        var graph = new GraphBuilder("t5-decoder-step");
        new FusedDecoderGraph(graph, source).Run();
        return graph.Build();
    }

    /// <summary>The last hidden states, (rows, M), to the logits, by the head's rows beside the graph.</summary>
    public static ModelProto Head(T5GraphSource source)
    {
        var (config, graph) = (source.Config, new GraphBuilder("t5-head"));
        var states = graph.Input("last_hidden_state", ElementType.Float, $"{Batch}, {config.DModel}");
        var size = (long)config.VocabSize * config.DModel * sizeof(float);
        var rows = graph.WeightIn(
            "head", ExportFiles.FusedVocabulary, config.TieWordEmbeddings ? 0 : size, config.VocabSize, config.DModel);
        graph.Output("logits", graph.MatMul(states, graph.Transpose(rows, 1, 0)), $"{Batch}, {config.VocabSize}");
        return graph.Build();
    }

    private void Run()
    {
        var config = source.Config;
        var x = FusedFiles.IsWhole(source)
            ? block.Embed(graph.Input("input_ids", ElementType.Int64, $"{Batch}, 1"))
            : graph.Input("inputs_embeds", ElementType.Float, $"{Batch}, 1, {config.DModel}");
        // Distances of the keys from the newest position, the farthest first.
        var distances = graph.Input("distances", ElementType.Int64, "total_sequence_length");
        var lastKeys = graph.Input("seqlens_k", ElementType.Int32, Batch);
        var total = graph.Input("total_sequence_length", ElementType.Int32, "1");
        var padding = graph.Input("encoder_padding", ElementType.Float, $"{Batch}, 1, 1, {Source}");
        var cache = DecoderCache.Input(graph, source, Source, (_, _, heads) => $"{heads}");

        var added = (Value?)null;
        foreach (var (i, widths) in config.Decoder.Index())
        {
            using var scope = graph.Scope($"decoder.block.{i}");
            var name = $"decoder.block.{i}.layer";
            if (cache.Self[i] is { } past)
            {
                (x, var normed) = Norm(x, added, $"{name}.0.layer_norm.weight");
                added = SelfAttention(normed, past, i, Bias(widths.Heads, distances), lastKeys, total);
            }
            if (cache.Cross[i] is { } cross)
            {
                (x, var normed) = Norm(x, added, $"{name}.1.layer_norm.weight");
                added = CrossAttention(normed, cross, $"{name}.1.EncDecAttention", widths.CrossHeads, padding);
            }
            if (widths.Units > 0)
            {
                (x, var normed) = Norm(x, added, $"{name}.2.layer_norm.weight");
                added = block.FeedForwardOf(normed, $"{name}.2.DenseReluDense", widths.Units);
            }
        }
        var (_, last) = Norm(x, added, "decoder.final_layer_norm.weight", block.LastNormFactor);
        if (FusedFiles.IsWhole(source))
            graph.Output("logits", block.Logits(last), $"{Batch}, 1, {config.VocabSize}");
        else
            graph.Output("last_hidden_state", last, $"{Batch}, 1, {config.DModel}");
    }

    /// <summary>x + added, and that normed.</summary>
    private (Value Sum, Value Normed) Norm(Value x, Value? added, string name, float factor = 1)
    {
        if (added is null)
            return (x, block.Norm(x, name, factor));
        var scale = factor == 1 ? block.Weights.Whole(name) : block.Weights.Scaled(name, factor);
        var made = graph.AddMicrosoft(
            "SkipSimplifiedLayerNormalization", [x, added, scale], [x.Type, null, null, x.Type],
            NodeAttribute.Float("epsilon", (float)source.Config.LayerNormEpsilon));
        return (made[3]!, made[0]!);
    }

    private Value SelfAttention(Value x, (Value Key, Value Value) past, int layer, Value bias, Value lastKeys, Value total)
    {
        var heads = source.Config.Decoder[layer].Heads.Count;
        var prefix = $"decoder.block.{layer}.layer.0.SelfAttention";
        var joined = block.JoinedQueriesKeysValues(x, prefix);
        var made = graph.AddMicrosoft(
            "GroupQueryAttention",
            [joined, null, null, past.Key, past.Value, lastKeys, total, null, null, null, bias],
            [x.Type, x.Type, x.Type],
            NodeAttribute.Int("num_heads", heads), NodeAttribute.Int("kv_num_heads", heads), NodeAttribute.Float("scale", 1));
        var shape = $"{Batch}, {heads}, past_decoder_sequence_length, {source.Config.DKv}";
        graph.Output($"present.{layer}.decoder.key", made[1]!, shape);
        graph.Output($"present.{layer}.decoder.value", made[2]!, shape);
        return block.Project(made[0]!, $"{prefix}.o");
    }

    private Value CrossAttention(Value x, (Value Key, Value Value) cross, string prefix, int heads, Value padding)
    {
        var query = block.Project(x, $"{prefix}.q");
        var mixed = graph.AddMicrosoft(
            "MultiHeadAttention", [query, cross.Key, cross.Value, null, null, padding], [x.Type],
            NodeAttribute.Int("num_heads", heads), NodeAttribute.Float("scale", 1));
        return block.Project(mixed[0]!, $"{prefix}.o");
    }

    /// <summary>The position bias of these heads: (1, H, 1, keys). Layers of the same heads share it.</summary>
    private Value Bias(IReadOnlyList<int> heads, Value distances)
    {
        var label = string.Join('_', heads);
        if (biases.TryGetValue(label, out var known))
            return known;
        var table = PositionBias.ByDistance(block, heads, $"decoder.positions.by_distance.{label}");
        return biases[label] = graph.Gather(table, distances, axis: 3);
    }
}
