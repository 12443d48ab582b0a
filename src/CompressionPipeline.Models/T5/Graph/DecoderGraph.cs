using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// The decoders. <c>decoder_model.onnx</c> reads target ids and hidden states and gives the whole cache;
/// <c>decoder_with_past_model.onnx</c> reads one id and the cache and gives the grown self-attention part of it;
/// <c>decoder_model_merged.onnx</c> holds both as branches over the same weights.
/// </summary>
internal sealed class DecoderGraph
{
    private const string Batch = "batch_size";
    private const string Source = "encoder_sequence_length";

    private readonly GraphBuilder graph;
    private readonly BlockGraph block;
    private readonly T5GraphSource source;
    private readonly DecoderLengths lengths;
    private readonly bool onePosition;

    private DecoderGraph(GraphBuilder graph, T5GraphSource source, DecoderLengths lengths, bool withPast)
    {
        (this.graph, this.source, this.lengths) = (graph, source, lengths);
        onePosition = withPast;
        block = new BlockGraph(graph, source);
    }

    public static ModelProto First(T5GraphSource source)
    {
        var graph = new GraphBuilder("t5-decoder");
        var ids = graph.Input("input_ids", ElementType.Int64, $"{Batch}, {DecoderLengths.First.Positions}");
        var states = graph.Input("encoder_hidden_states", ElementType.Float, $"{Batch}, {Source}, {source.Config.DModel}");
        var mask = graph.Input("encoder_attention_mask", ElementType.Int64, $"{Batch}, {Source}");
        new DecoderGraph(graph, source, DecoderLengths.First, withPast: false).First(ids, states, mask);
        return graph.Build();
    }

    public static ModelProto Next(T5GraphSource source)
    {
        var graph = new GraphBuilder("t5-decoder-with-past");
        var ids = graph.Input("input_ids", ElementType.Int64, $"{Batch}, {DecoderLengths.Next.Positions}");
        var mask = graph.Input("encoder_attention_mask", ElementType.Int64, $"{Batch}, {Source}");
        var cache = DecoderCache.Input(graph, source, Source, (_, _, heads) => $"{heads}");
        new DecoderGraph(graph, source, DecoderLengths.Next, withPast: true).Next(ids, mask, cache, passesOn: false);
        return graph.Build();
    }

    /// <summary>
    /// Runtimes begin with an empty cache whose sizes they take from <c>config.json</c>: what a layer has otherwise, and the
    /// source's length, is therefore not fixed by the inputs.
    /// </summary>
    public static ModelProto Merged(T5GraphSource source)
    {
        var graph = new GraphBuilder("t5-decoder-merged");
        var ids = graph.Input("input_ids", ElementType.Int64, $"{Batch}, {DecoderLengths.Either.Positions}");
        var states = graph.Input("encoder_hidden_states", ElementType.Float, $"{Batch}, {Source}, {source.Config.DModel}");
        var mask = graph.Input("encoder_attention_mask", ElementType.Int64, $"{Batch}, {Source}");
        var cache = DecoderCache.Input(graph, source, $"{Source}_out",
            (part, layer, heads) => heads == source.Config.NumHeads ? $"{heads}" : $"{part}_heads_{layer}");
        var useCache = graph.Input("use_cache_branch", ElementType.Bool, "1");

        var next = graph.Branch("with_past");
        using (next.Scope("with_past"))
            new DecoderGraph(next, source, DecoderLengths.Either, withPast: true).Next(ids, mask, cache, passesOn: true);
        var first = graph.Branch("no_past");
        using (first.Scope("no_past"))
            new DecoderGraph(first, source, DecoderLengths.Either, withPast: false).First(ids, states, mask);
        graph.Either(useCache, next, first);
        return graph.Build();
    }

    private void First(Value ids, Value states, Value mask)
    {
        var cross = CrossKeyValues.Project(block, states);
        Run(ids, mask, PositionBias.Decoder(block, ids), cross, past: null, givesCross: true);
    }

    private void Next(Value ids, Value mask, DecoderCache cache, bool passesOn)
    {
        var bias = cache.Self.FirstOrDefault(pair => pair is not null) is (var keys, _) ? PositionBias.Next(block, keys) : null;
        Run(ids, mask, bias, new CrossKeyValues(cache.Cross, source), cache.Self, passesOn);
    }

    private void Run(Value ids, Value mask, PositionBias? bias, CrossKeyValues cross,
        IReadOnlyList<(Value Key, Value Value)?>? past, bool givesCross)
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
            if (cross[i] is { } pair)
                x = CrossAttention(x, padding, $"{name}.1", widths.CrossHeads, pair);
            x = block.FeedForward(x, $"{name}.2", widths.Units);
        }
        graph.Output("logits", Head(x), $"{Batch}, {lengths.Positions}, {source.Config.VocabSize}");
        foreach (var (i, pair) in present.Index())
        {
            Output(i, pair);
            if (givesCross)
                cross.Output(graph, i);
        }
    }

    private void Output(int layer, (Value Key, Value Value)? present)
    {
        if (present is not (var key, var value))
            return;
        var shape = $"{Batch}, {source.Config.Decoder[layer].Heads.Count}, {lengths.Present}, {block.HeadWidth}";
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

    private Value CrossAttention(Value x, Value padding, string layer, int heads, (Value Key, Value Value) cross)
    {
        using var scope = graph.Scope("EncDecAttention");
        var prefix = $"{layer}.EncDecAttention";
        var normed = block.Norm(x, $"{layer}.layer_norm.weight");
        var q = block.SplitHeads(block.Project(normed, $"{prefix}.q"), heads, onePosition);
        return block.Attend(x, q, cross.Key, cross.Value, padding, prefix, heads, onePosition);
    }

    private Value Head(Value x)
    {
        using var scope = graph.Scope("lm_head");
        return block.Logits(block.Norm(x, "decoder.final_layer_norm.weight", block.LastNormFactor));
    }
}
