using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>
/// The parts that encoder and decoder share. B batch, T positions, H heads, D width of a head, M width of the model.
/// </summary>
internal sealed class BlockGraph(GraphBuilder graph, T5GraphSource source)
{
    public GraphBuilder Graph => graph;

    public T5GraphSource Source => source;

    public GraphWeights Weights { get; } = new(graph, source.Tensors, source.Precision);

    public int HeadWidth => source.Config.DKv;

    /// <summary>x / rms(x) * scale, in the pattern that ONNX Runtime fuses into one node.</summary>
    public Value Norm(Value x, string name, float factor = 1)
    {
        var meanSquare = graph.Mean(graph.Power(x, graph.Number(2)));
        var root = graph.Sqrt(graph.Add(meanSquare, graph.Number((float)source.Config.LayerNormEpsilon)));
        var scale = factor == 1 ? Weights.Whole(name) : Weights.Scaled(name, factor);
        return graph.Multiply(graph.Divide(x, root), scale);
    }

    public Value FeedForward(Value x, string layer, int units)
    {
        if (units == 0)
            return x;
        using var scope = graph.Scope("DenseReluDense");
        var normed = Norm(x, $"{layer}.layer_norm.weight");
        return graph.Add(x, FeedForwardOf(normed, $"{layer}.DenseReluDense", units));
    }

    /// <summary>What the feed-forward part makes of its normed input, before the residual sum.</summary>
    public Value FeedForwardOf(Value normed, string prefix, int units)
    {
        var inner = source.Config.IsGated
            ? Gated(normed, prefix, units)
            : Activate(Project(normed, $"{prefix}.wi"));
        // Of large models these sums pass 65,504, where 16-bit floats end.
        return Weights.ProjectLargeSums(inner, $"{prefix}.wo", $"{prefix}.wo.weight");
    }

    public Value Embed(Value ids) => Weights.Rows("shared.weight", ids);

    /// <summary>0 where the mask is 1, else a number that softmax turns into 0: (B, S) to (B, 1, 1, S).</summary>
    public Value PaddingBias(Value mask)
    {
        var kept = graph.Cast(graph.Unsqueeze(mask, 1, 2), ElementType.Float);
        return graph.Multiply(graph.Subtract(graph.Number(1), kept), graph.Number(PositionBias.Forbidden));
    }

    /// <summary>softmax(q k' + bias) v, projected and added to x. Heads of one position need no transposition.</summary>
    public Value Attend(Value x, Value q, Value k, Value v, Value bias, string prefix, int heads, bool onePosition)
    {
        var scores = graph.Add(graph.MatMul(q, graph.Transpose(k, 0, 1, 3, 2)), bias); // (B, H, T, S)
        var mixed = graph.MatMul(graph.Softmax(scores), v); // (B, H, T, D)
        var inner = heads * HeadWidth;
        var joined = onePosition
            ? graph.Reshape(mixed, 0, 1, inner)
            : graph.Reshape(graph.Transpose(mixed, 0, 2, 1, 3), 0, 0, inner); // (B, T, H * D)
        return graph.Add(x, Project(joined, $"{prefix}.o"));
    }

    /// <summary>(B, T, H * D) to (B, H, T, D).</summary>
    public Value SplitHeads(Value x, int heads, bool onePosition) => onePosition
        ? graph.Reshape(x, 0, heads, 1, HeadWidth)
        : graph.Transpose(graph.Reshape(x, 0, 0, heads, HeadWidth), 0, 2, 1, 3);

    /// <summary>Queries, keys and values of self-attention from one product: three of (B, H, T, D).</summary>
    public Value[] QueriesKeysValues(Value x, string prefix, int heads, bool onePosition) =>
        graph.Split(SplitHeads(JoinedQueriesKeysValues(x, prefix), 3 * heads, onePosition), axis: 1, heads, heads, heads);

    /// <summary>The same side by side: (B, T, 3 * H * D).</summary>
    public Value JoinedQueriesKeysValues(Value x, string prefix) =>
        Weights.Project(x, $"{prefix}.qkv", $"{prefix}.q.weight", $"{prefix}.k.weight", $"{prefix}.v.weight");

    public Value Project(Value x, string name) => Weights.Project(x, name, $"{name}.weight");

    /// <summary>The norm before the head, whose scale also does that of a tied head: by d_model^-0.5.</summary>
    public float LastNormFactor => source.Config.IsScaled ? (float)Math.Pow(source.Config.DModel, -0.5) : 1f;

    /// <summary>The head.</summary>
    public Value Logits(Value normed) => source.Config.TieWordEmbeddings
        ? Weights.ProjectOnRows(normed, "shared.weight")
        : Project(normed, "lm_head");

    private Value Gated(Value x, string prefix, int width)
    {
        var both = Weights.Project(x, $"{prefix}.wi", $"{prefix}.wi_0.weight", $"{prefix}.wi_1.weight");
        var halves = graph.Split(both, axis: -1, width, width);
        return graph.Multiply(Activate(halves[0]), halves[1]);
    }

    private Value Activate(Value x) => source.Config.Activation switch
    {
        T5Config.Relu => graph.Relu(x),
        T5Config.Gelu => graph.Gelu(x),
        T5Config.GeluNew => graph.GeluByTanh(x),
        _ => graph.Silu(x),
    };
}
