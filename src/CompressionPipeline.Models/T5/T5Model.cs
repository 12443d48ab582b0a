using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Torch;
using TorchSharp.Modules;
using TorchSharp.Utils;

// T5 (Raffel et al., arXiv 1910.10683) in one file: 1.0 (relu, tied head) and 1.1 / FLAN (gated gelu, untied head).
//
// What differs from other transformers: no biases anywhere; the norm only scales; scores are not divided by sqrt(d_kv); positions enter
// as one learned number per head and bucketed distance, from a table that block 0 of each stack holds and every block uses.
// Fields carry the checkpoint's names, as Hugging Face writes them. Margins: B rows, S source tokens, T target tokens, Q queries,
// K keys, H heads, D head width, C d_model, V vocabulary.
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace CompressionPipeline.Models.T5;

/// <summary>A T5 that reads a source and writes a target: <c>(input_ids, attention_mask, decoder_input_ids)</c> to logits.</summary>
public sealed class T5Model : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "shared")]
    private readonly Embedding shared;

    [ComponentName(Name = "encoder")]
    private readonly T5Stack encoder;

    [ComponentName(Name = "decoder")]
    private readonly T5Stack decoder;

    // Absent where the head is tied: then it is the very Parameter of the embedding, never a copy.
    [ComponentName(Name = "lm_head")]
    private readonly Linear? head;

    static T5Model() => TorchLibrary.Require();

    /// <summary>A model whose weights are not yet set: see <see cref="Initialize"/> and <see cref="Checkpoint.Load"/>.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="device">Where the weights live; the CPU if null. On <c>meta</c> they have shapes and no memory.</param>
    public T5Model(T5Config config, Device? device = null)
        : base(nameof(T5Model))
    {
        Config = config;
        Device = device ?? CPU;
        shared = nn.Embedding(config.VocabSize, config.DModel, device: Device);
        encoder = new T5Stack(config, config.NumLayers, isDecoder: false, Device);
        decoder = new T5Stack(config, config.NumDecoderLayers, isDecoder: true, Device);
        head = config.TieWordEmbeddings ? null : T5Weights.Linear(config.DModel, config.VocabSize, Device);
        RegisterComponents();
    }

    /// <summary>The shape.</summary>
    public T5Config Config { get; }

    /// <summary>Where the weights live.</summary>
    public Device Device { get; }

    /// <summary>A model with random weights by the rules of Hugging Face's T5. The same seed gives the same weights on every device.</summary>
    public static T5Model Initialize(T5Config config, long seed, Device? device = null)
    {
        var model = new T5Model(config, device);
        T5Weights.Randomize(model, seed);
        return model;
    }

    /// <summary>Teacher-forced logits.</summary>
    /// <param name="inputIds">Source ids, int64 (B, S), filled up with the pad.</param>
    /// <param name="attentionMask">1 where a source id counts and 0 where it fills up, int64 (B, S).</param>
    /// <param name="decoderInputIds">Target ids shifted right by the start id, int64 (B, T).</param>
    /// <returns>Logits, float32 (B, T, V).</returns>
    public override Tensor forward(Tensor inputIds, Tensor attentionMask, Tensor decoderInputIds)
    {
        using var scope = NewDisposeScope();
        return Head(Decode(Encode(inputIds, attentionMask), attentionMask, decoderInputIds)).MoveToOuterDisposeScope();
    }

    /// <summary>What the decoder attends to.</summary>
    /// <returns>float32 (B, S, C).</returns>
    public Tensor Encode(Tensor inputIds, Tensor attentionMask)
    {
        using var scope = NewDisposeScope();
        return encoder.Encode(shared.call(inputIds), T5Stack.MaskBias(attentionMask)).MoveToOuterDisposeScope();
    }

    /// <summary>The decoder's last hidden states for a whole target; <see cref="Head"/> makes logits of them.</summary>
    /// <param name="memory">From <see cref="Encode"/>, float32 (B, S, C).</param>
    /// <param name="attentionMask">The source's mask, int64 (B, S).</param>
    /// <param name="decoderInputIds">int64 (B, T).</param>
    /// <returns>float32 (B, T, C).</returns>
    public Tensor Decode(Tensor memory, Tensor attentionMask, Tensor decoderInputIds)
    {
        using var scope = NewDisposeScope();
        return decoder.Decode(shared.call(decoderInputIds), memory, T5Stack.MaskBias(attentionMask)).MoveToOuterDisposeScope();
    }

    /// <summary>Logits of hidden states of any leading shape, float32 (…, C) to (…, V).</summary>
    public Tensor Head(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var logits = head is null
            ? F.linear(hidden.mul(Scalars.Of(Math.Pow(Config.DModel, -0.5))), shared.weight!)
            : head.call(hidden);
        return logits.MoveToOuterDisposeScope();
    }

    /// <summary>Starts decoding step by step: the keys and values of the source are computed here, once.</summary>
    /// <param name="memory">From <see cref="Encode"/>, float32 (B, S, C).</param>
    /// <param name="attentionMask">The source's mask, int64 (B, S).</param>
    /// <returns>The cache; the caller disposes it.</returns>
    public T5Cache StartDecoding(Tensor memory, Tensor attentionMask)
    {
        using var scope = NewDisposeScope();
        return decoder.StartCache(memory, T5Stack.MaskBias(attentionMask));
    }

    /// <summary>One more token per row.</summary>
    /// <param name="tokens">The tokens written last, at first the start id; int64 (B, 1).</param>
    /// <param name="cache">Grows by one position.</param>
    /// <returns>Logits of the next token, float32 (B, V).</returns>
    public Tensor DecodeStep(Tensor tokens, T5Cache cache)
    {
        using var scope = NewDisposeScope();
        var hidden = decoder.Step(shared.call(tokens), cache); // (B, 1, C)
        return Head(hidden.squeeze(1)).MoveToOuterDisposeScope();
    }
}

/// <summary>The encoder or the decoder.</summary>
internal sealed class T5Stack : nn.Module
{
    [ComponentName(Name = "block")]
    private readonly ModuleList<T5Block> blocks;

    [ComponentName(Name = "final_layer_norm")]
    private readonly T5LayerNorm finalNorm;

    private readonly T5Config config;
    private readonly bool isDecoder;

    public T5Stack(T5Config config, int depth, bool isDecoder, Device device)
        : base(nameof(T5Stack))
    {
        (this.config, this.isDecoder) = (config, isDecoder);
        blocks = new([.. Enumerable.Range(0, depth).Select(i => new T5Block(config, isDecoder, hasPositions: i == 0, device))]);
        finalNorm = new T5LayerNorm(config, device);
        RegisterComponents();
    }

    /// <summary>What is added to the scores of padded keys; -1e9 leaves softmax nothing of them.</summary>
    public static Tensor MaskBias(Tensor attentionMask) =>
        attentionMask.to(ScalarType.Float32).sub(Scalars.Of(1)).mul(Scalars.Of(1e9)).unsqueeze(1).unsqueeze(1); // (B, 1, 1, K)

    public Tensor Encode(Tensor x, Tensor maskBias)
    {
        var (rows, length) = (x.shape[0], x.shape[1]);
        // Position and mask are summed once for all blocks and heads, so that each block adds them inside its product.
        var bias = PerHead(PositionBias(length, length, 0, x.device).Plus(maskBias), rows); // (B*H, S, S)
        x = Drop(x);
        foreach (var block in blocks)
            x = block.Encode(x, bias);
        return Drop(finalNorm.call(x));
    }

    public Tensor Decode(Tensor x, Tensor memory, Tensor memoryMaskBias)
    {
        var (rows, length) = (x.shape[0], x.shape[1]);
        var future = full([length, length], Scalars.Of(-1e9), ScalarType.Float32, x.device).triu(1); // (T, T)
        var bias = PerHead(PositionBias(length, length, 0, x.device).Plus(future), rows); // (B*H, T, T)
        var memoryBias = PerHead(memoryMaskBias, rows); // (B*H, 1, S)
        x = Drop(x);
        foreach (var block in blocks)
            x = block.Decode(x, bias, block.MemoryKeysAndValues(memory), memoryBias);
        return Drop(finalNorm.call(x));
    }

    public T5Cache StartCache(Tensor memory, Tensor memoryMaskBias)
    {
        var cache = new T5Cache(config.NumHeads, PerHead(memoryMaskBias, memory.shape[0]), blocks.Count);
        for (var i = 0; i < blocks.Count; i++)
            cache.SetMemory(i, blocks[i].MemoryKeysAndValues(memory));
        return cache;
    }

    public Tensor Step(Tensor x, T5Cache cache)
    {
        var keys = cache.Length + 1;
        var bias = PerHead(PositionBias(1, keys, cache.Length, x.device), x.shape[0]); // (B*H, 1, K)
        for (var i = 0; i < blocks.Count; i++)
            x = blocks[i].Step(x, bias, cache, i);
        cache.Length = keys;
        return finalNorm.call(x);
    }

    private Tensor PerHead(Tensor bias, long rows) =>
        bias.expand(rows, config.NumHeads, bias.shape[2], bias.shape[3]).reshape(rows * config.NumHeads, bias.shape[2], bias.shape[3]);

    private Tensor PositionBias(long queries, long keys, long offset, Device device)
    {
        var distance = Scalars.Range(0, keys, device).unsqueeze(0)
            - Scalars.Range(offset, queries, device).unsqueeze(1); // (Q, K)
        return blocks[0].Positions.call(Bucket(distance)).permute(2, 0, 1).unsqueeze(0); // (1, H, Q, K)
    }

    /// <summary>Buckets of key position minus query position: exact for the nearer half, then logarithmic up to the maximum distance.</summary>
    private Tensor Bucket(Tensor distance)
    {
        var buckets = isDecoder ? config.RelativeAttentionNumBuckets : config.RelativeAttentionNumBuckets / 2;
        var exact = buckets / 2;
        var back = isDecoder ? distance.clamp_max(Scalars.Of(0)).neg() : distance.abs();
        // The logarithm of distances below 1 is never used; the clamp keeps it finite.
        var far = back.to(ScalarType.Float32).clamp_min(Scalars.Of(1)).div(Scalars.Of(exact)).log()
            .div(Scalars.Of(Math.Log((double)config.RelativeAttentionMaxDistance / exact))).mul(Scalars.Of(buckets - exact))
            .to(ScalarType.Int64).add(Scalars.Of(exact), Scalars.Of(1));
        var bucket = where(back.lt(Scalars.Of(exact)), back, far.clamp_max(Scalars.Of(buckets - 1)));
        return isDecoder ? bucket : bucket.Plus(distance.gt(Scalars.Of(0)).to(ScalarType.Int64).mul(Scalars.Of(buckets)));
    }

    private Tensor Drop(Tensor x) => training && config.DropoutRate > 0 ? F.dropout(x, config.DropoutRate) : x;
}

/// <summary>Self-attention, in the decoder cross-attention, feed-forward; each with its norm before it and its input added after it.</summary>
internal sealed class T5Block : nn.Module
{
    [ComponentName(Name = "layer")]
    private readonly ModuleList<T5Sublayer> layers;

    public T5Block(T5Config config, bool isDecoder, bool hasPositions, Device device)
        : base(nameof(T5Block))
    {
        var self = T5Sublayer.SelfAttention(config, hasPositions, device);
        var feedForward = T5Sublayer.FeedForward(config, device);
        layers = isDecoder ? new(self, T5Sublayer.CrossAttention(config, device), feedForward) : new(self, feedForward);
        RegisterComponents();
    }

    public Embedding Positions => layers[0].Attention.Positions;

    public Tensor Encode(Tensor x, Tensor bias) => layers[1].FeedForward(layers[0].Attend(x, bias));

    public Tensor Decode(Tensor x, Tensor bias, (Tensor Keys, Tensor Values) memory, Tensor memoryBias)
    {
        x = layers[0].Attend(x, bias);
        x = layers[1].Attend(x, memory.Keys, memory.Values, memoryBias);
        return layers[2].FeedForward(x);
    }

    public (Tensor Keys, Tensor Values) MemoryKeysAndValues(Tensor memory) => layers[1].Attention.KeysAndValues(memory);

    public Tensor Step(Tensor x, Tensor bias, T5Cache cache, int index)
    {
        var (keys, values) = cache.Append(index, layers[0].KeysAndValues(x));
        x = layers[0].Attend(x, keys, values, bias);
        var memory = cache.Memory(index);
        x = layers[1].Attend(x, memory.Keys, memory.Values, cache.MemoryBias);
        return layers[2].FeedForward(x);
    }
}

/// <summary>One of the two or three parts of a block.</summary>
internal sealed class T5Sublayer : nn.Module
{
    [ComponentName(Name = "SelfAttention")]
    private readonly T5Attention? selfAttention;

    [ComponentName(Name = "EncDecAttention")]
    private readonly T5Attention? crossAttention;

    [ComponentName(Name = "DenseReluDense")]
    private readonly T5FeedForward? feedForward;

    [ComponentName(Name = "layer_norm")]
    private readonly T5LayerNorm norm;

    private readonly double dropout;

    private T5Sublayer(T5Config config, Device device, T5Attention? self = null, T5Attention? cross = null, T5FeedForward? dense = null)
        : base(nameof(T5Sublayer))
    {
        (selfAttention, crossAttention, feedForward, dropout) = (self, cross, dense, config.DropoutRate);
        norm = new T5LayerNorm(config, device);
        RegisterComponents();
    }

    public T5Attention Attention => selfAttention ?? crossAttention!;

    public static T5Sublayer SelfAttention(T5Config config, bool hasPositions, Device device) =>
        new(config, device, self: new T5Attention(config, hasPositions, device));

    public static T5Sublayer CrossAttention(T5Config config, Device device) =>
        new(config, device, cross: new T5Attention(config, hasPositions: false, device));

    public static T5Sublayer FeedForward(T5Config config, Device device) => new(config, device, dense: new T5FeedForward(config, device));

    public (Tensor Keys, Tensor Values) KeysAndValues(Tensor x) => Attention.KeysAndValues(norm.call(x));

    // Each part has its own scope: what backward does not need is gone, and its memory warm for the next part, before that begins.
    public Tensor Attend(Tensor x, Tensor bias)
    {
        using var scope = NewDisposeScope();
        var normed = norm.call(x);
        var (keys, values) = Attention.KeysAndValues(normed);
        return Drop(Attention.Attend(normed, keys, values, bias)).PlusInPlace(x).MoveToOuterDisposeScope();
    }

    public Tensor Attend(Tensor x, Tensor keys, Tensor values, Tensor bias)
    {
        using var scope = NewDisposeScope();
        return Drop(Attention.Attend(norm.call(x), keys, values, bias)).PlusInPlace(x).MoveToOuterDisposeScope();
    }

    public Tensor FeedForward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Drop(feedForward!.call(norm.call(x))).PlusInPlace(x).MoveToOuterDisposeScope();
    }

    private Tensor Drop(Tensor x) => training && dropout > 0 ? F.dropout(x, dropout) : x;
}

/// <summary>Attention of several heads, unscaled; heads and rows share one dimension, as batched products want them.</summary>
internal sealed class T5Attention : nn.Module
{
    [ComponentName(Name = "q")]
    private readonly Linear q;

    [ComponentName(Name = "k")]
    private readonly Linear k;

    [ComponentName(Name = "v")]
    private readonly Linear v;

    [ComponentName(Name = "o")]
    private readonly Linear o;

    [ComponentName(Name = "relative_attention_bias")]
    private readonly Embedding? positions;

    private readonly T5Config config;

    public T5Attention(T5Config config, bool hasPositions, Device device)
        : base(nameof(T5Attention))
    {
        this.config = config;
        q = T5Weights.Linear(config.DModel, config.InnerDim, device);
        k = T5Weights.Linear(config.DModel, config.InnerDim, device);
        v = T5Weights.Linear(config.DModel, config.InnerDim, device);
        o = T5Weights.Linear(config.InnerDim, config.DModel, device);
        if (hasPositions)
            positions = nn.Embedding(config.RelativeAttentionNumBuckets, config.NumHeads, device: device);
        RegisterComponents();
    }

    public Embedding Positions => positions!;

    public (Tensor Keys, Tensor Values) KeysAndValues(Tensor x) => (Split(k.call(x)), Split(v.call(x)));

    public Tensor Attend(Tensor x, Tensor keys, Tensor values, Tensor bias)
    {
        using var scope = NewDisposeScope();
        var queries = Split(q.call(x)); // (B*H, Q, D)
        // Not baddbmm: TorchSharp 0.107 hands its arguments on in another order than libtorch takes them.
        var scores = bmm(queries, keys.transpose(1, 2)).PlusInPlace(bias); // (B*H, Q, K)
        var weights = scores.softmax(-1);
        scores.Dispose();
        if (training && config.DropoutRate > 0)
            weights = F.dropout(weights, config.DropoutRate);
        var mixed = bmm(weights, values).view(-1, config.NumHeads, x.shape[1], config.DKv); // (B, H, Q, D)
        return o.call(mixed.transpose(1, 2).reshape(-1, x.shape[1], config.InnerDim)).MoveToOuterDisposeScope(); // (B, Q, C)
    }

    private Tensor Split(Tensor x)
    {
        var heads = x.view(x.shape[0], x.shape[1], config.NumHeads, config.DKv).transpose(1, 2); // (B, H, T, D)
        return heads.reshape(x.shape[0] * config.NumHeads, x.shape[1], config.DKv); // (B*H, T, D)
    }
}

/// <summary><c>wo(relu(wi x))</c>, or gated <c>wo(gelu(wi_0 x) * wi_1 x)</c> with the tanh approximation.</summary>
internal sealed class T5FeedForward : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "wi")]
    private readonly Linear? wi;

    [ComponentName(Name = "wi_0")]
    private readonly Linear? gate;

    [ComponentName(Name = "wi_1")]
    private readonly Linear? up;

    [ComponentName(Name = "wo")]
    private readonly Linear wo;

    private readonly double dropout;

    public T5FeedForward(T5Config config, Device device)
        : base(nameof(T5FeedForward))
    {
        dropout = config.DropoutRate;
        if (config.IsGated)
        {
            gate = T5Weights.Linear(config.DModel, config.DFf, device);
            up = T5Weights.Linear(config.DModel, config.DFf, device);
        }
        else
        {
            wi = T5Weights.Linear(config.DModel, config.DFf, device);
        }
        wo = T5Weights.Linear(config.DFf, config.DModel, device);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var inner = wi is null ? F.gelu(gate!.call(x), GELU.Approximate.tanh) * up!.call(x) : wi.call(x).relu_();
        if (training && dropout > 0)
            inner = F.dropout(inner, dropout);
        return wo.call(inner).MoveToOuterDisposeScope();
    }
}

/// <summary>Root mean square norm: scales, and neither centres nor shifts.</summary>
internal sealed class T5LayerNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter weight;

    private readonly double epsilon;

    public T5LayerNorm(T5Config config, Device device)
        : base(nameof(T5LayerNorm))
    {
        weight = T5Weights.Empty(device, config.DModel);
        epsilon = config.LayerNormEpsilon;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var scale = x.pow(Scalars.Of(2)).mean([-1L], keepdim: true).add(Scalars.Of(epsilon), Scalars.Of(1)).rsqrt(); // (B, T, 1)
        return (x * scale).mul(weight).MoveToOuterDisposeScope();
    }
}
