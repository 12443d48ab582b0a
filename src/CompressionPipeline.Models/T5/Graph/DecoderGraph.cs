using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// The two decoders: <c>decoder_model.onnx</c> reads target ids and hidden states and gives the whole cache;
/// <c>decoder_with_past_model.onnx</c> reads one id and the cache and gives the grown self-attention part of it.
/// </summary>
internal sealed class DecoderGraph
{
    private readonly GraphBuilder graph;
    private readonly BlockGraph block;
    private readonly T5GraphSource source;
    private readonly bool onePosition;

    private DecoderGraph(T5GraphSource source, bool withPast)
    {
        this.source = source;
        onePosition = withPast;
        graph = new GraphBuilder(withPast ? "t5-decoder-with-past" : "t5-decoder");
        block = new BlockGraph(graph, source);
    }

    public static ModelProto First(T5GraphSource source)
    {
        var decoder = new DecoderGraph(source, withPast: false);
        var graph = decoder.graph;
        var ids = graph.Input("input_ids", ElementType.Int64, "batch_size, decoder_sequence_length");
        var states = graph.Input(
            "encoder_hidden_states", ElementType.Float, $"batch_size, encoder_sequence_length, {source.Config.DModel}");
        var mask = graph.Input("encoder_attention_mask", ElementType.Int64, "batch_size, encoder_sequence_length");
        var memory = CrossMemory.Project(decoder.block, states);
        decoder.Run(ids, mask, PositionBias.Decoder(decoder.block, ids), memory, past: null);
        return graph.Build();
    }

    public static ModelProto Next(T5GraphSource source)
    {
        var decoder = new DecoderGraph(source, withPast: true);
        var graph = decoder.graph;
        var ids = graph.Input("input_ids", ElementType.Int64, "batch_size, 1");
        var mask = graph.Input("encoder_attention_mask", ElementType.Int64, "batch_size, encoder_sequence_length");
        var past = new List<(Value Key, Value Value)?>();
        var cross = new List<(Value Key, Value Value)?>();
        foreach (var (i, widths) in source.Config.Decoder.Index())
        {
            past.Add(decoder.Cache(i, "decoder", widths.Heads.Count, "past_decoder_sequence_length"));
            cross.Add(decoder.Cache(i, "encoder", widths.CrossHeads, "encoder_sequence_length"));
        }
        var bias = past.Find(pair => pair is not null) is (var keys, _) ? PositionBias.Next(decoder.block, keys) : null;
        decoder.Run(ids, mask, bias, new CrossMemory(cross, source), past);
        return graph.Build();
    }

    private void Run(Value ids, Value mask, PositionBias? bias, CrossMemory memory, List<(Value Key, Value Value)?>? past)
    {
        var padding = block.PaddingBias(mask);
        var x = block.Embed(ids); // (B, T, M)
        var present = new List<(Value Key, Value Value)?>();
        foreach (var (i, widths) in source.Config.Decoder.Index())
        {
            using var scope = graph.Scope($"decoder.block.{i}");
            var name = $"decoder.block.{i}.layer";
            var grown = ((Value, Value)?)null;
            if (widths.Heads.Count > 0)
                (x, grown) = SelfAttention(x, bias!.Of(widths.Heads), $"{name}.0", widths.Heads.Count, past?[i]);
            present.Add(grown);
            if (memory[i] is { } pair)
                x = CrossAttention(x, padding, $"{name}.1", widths.CrossHeads, pair);
            x = block.FeedForward(x, $"{name}.2", widths.Units);
        }
        var positions = onePosition ? "1" : "decoder_sequence_length";
        graph.Output("logits", Head(x), $"batch_size, {positions}, {source.Config.VocabSize}");
        foreach (var (i, pair) in present.Index())
        {
            Output(i, pair);
            if (!onePosition)
                memory.Output(graph, i);
        }
    }

    private void Output(int layer, (Value Key, Value Value)? present)
    {
        if (present is not (var key, var value))
            return;
        var length = onePosition ? "past_decoder_sequence_length + 1" : "decoder_sequence_length";
        var shape = $"batch_size, {source.Config.Decoder[layer].Heads.Count}, {length}, {block.HeadWidth}";
        graph.Output($"present.{layer}.decoder.key", key, shape);
        graph.Output($"present.{layer}.decoder.value", value, shape);
    }

    private (Value X, (Value Key, Value Value) Present) SelfAttention(
        Value x, Value bias, string layer, int heads, (Value Key, Value Value)? past)
    {
        using var scope = graph.Scope("SelfAttention");
        var prefix = $"{layer}.SelfAttention";
        var qkv = block.QueriesKeysValues(block.Norm(x, $"{layer}.layer_norm.weight"), prefix, heads, onePosition);
        var (key, value) = past is { } cache
            ? (graph.Concat(2, cache.Key, qkv[1]), graph.Concat(2, cache.Value, qkv[2])) // (B, H, P + 1, D)
            : (qkv[1], qkv[2]);
        return (block.Attend(x, qkv[0], key, value, bias, prefix, heads, onePosition), (key, value));
    }

    private Value CrossAttention(Value x, Value padding, string layer, int heads, (Value Key, Value Value) memory)
    {
        using var scope = graph.Scope("EncDecAttention");
        var prefix = $"{layer}.EncDecAttention";
        var normed = block.Norm(x, $"{layer}.layer_norm.weight");
        var q = block.SplitHeads(graph.MatMul(normed, block.Projection($"{prefix}.q")), heads, onePosition);
        return block.Attend(x, q, memory.Key, memory.Value, padding, prefix, heads, onePosition);
    }

    /// <summary>A head whose input is scaled by d_model^-0.5 (the tied one): here the last norm's scale does it.</summary>
    private Value Head(Value x)
    {
        using var scope = graph.Scope("lm_head");
        var scale = source.Config.IsScaled ? (float)Math.Pow(source.Config.DModel, -0.5) : 1f;
        var normed = block.Norm(x, "decoder.final_layer_norm.weight", scale);
        return source.Config.TieWordEmbeddings
            ? graph.MatMul(normed, graph.Transpose(block.Weights.Whole("shared.weight"), 1, 0))
            : graph.MatMul(normed, block.Projection("lm_head"));
    }

    private (Value Key, Value Value)? Cache(int layer, string part, int heads, string length)
    {
        if (heads == 0)
            return null;
        var shape = $"batch_size, {heads}, {length}, {block.HeadWidth}";
        return (graph.Input($"past_key_values.{layer}.{part}.key", ElementType.Float, shape),
            graph.Input($"past_key_values.{layer}.{part}.value", ElementType.Float, shape));
    }
}
