using System.Text.Json.Nodes;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using TorchSharp.Modules;
using TorchSharp.Utils;

// T5 (Raffel et al., arXiv 1910.10683) in one file: 1.0 (relu, tied head) and 1.1 / FLAN (gated gelu, untied head).
//
// What differs from other transformers: no biases anywhere; the norm only scales; scores are not divided by sqrt(d_kv);
// positions enter as one learned number per head and bucketed distance, from a table that block 0 of each stack holds and every
// block uses.
// Layers may differ in heads and feed-forward units; an attention without heads or a feed-forward block without units is absent.
// Fields carry the checkpoint's names, as Hugging Face writes them. Margins: B rows, S source tokens, T target tokens, Q queries,
// K keys, H heads, D head width, C d_model, V vocabulary.
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// A T5 that reads a source and writes a target: <c>(input_ids, attention_mask, decoder_input_ids)</c> to logits.
/// </summary>
public sealed class T5Model : nn.Module, ITrainable
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

    /// <summary>
    /// A model whose weights are not yet set: see <see cref="Initialize"/> and <see cref="T5Checkpoint.Load"/>.
    /// </summary>
    /// <param name="config">The shape.</param>
    /// <param name="device">Where the weights live; the CPU if null. On <c>meta</c> they have shapes and no memory.</param>
    public T5Model(T5Config config, Device? device = null)
        : base(nameof(T5Model))
    {
        Config = config;
        Device = device ?? CPU;
        shared = nn.Embedding(config.VocabSize, config.DModel, device: Device);
        encoder = new T5Stack(config, isDecoder: false, Device);
        decoder = new T5Stack(config, isDecoder: true, Device);
        head = config.TieWordEmbeddings ? null : T5Weights.Linear(config.DModel, config.VocabSize, Device);
        RegisterComponents();
    }

    /// <summary>The shape.</summary>
    public T5Config Config { get; }

    /// <summary>
    /// How the checkpoint's maker has it generate (beams, forbidden repetitions, …), under the keys of
    /// <c>generation_config.json</c>. It is kept for whoever uses the model; nothing here reads it. Empty where nothing is said.
    /// </summary>
    public JsonObject Generation { get; init; } = [];

    IModelConfig IModel.Config => Config;

    nn.Module ITrainable.Module => this;

    Batch ITrainable.CreateBatch(IReadOnlyList<TokenizedPair> pairs) => new T5Batch(pairs, Config);

    (IReadOnlyList<string> Into, string OutOf) ITrainable.Matrices(bool isDecoder, int layer, MaskPart part)
    {
        var block = $"{(isDecoder ? "decoder" : "encoder")}.block.{layer}.layer";
        var name = part switch
        {
            MaskPart.Heads => $"{block}.0.SelfAttention",
            MaskPart.CrossHeads => $"{block}.1.EncDecAttention",
            _ => $"{block}.{(isDecoder ? 2 : 1)}.DenseReluDense",
        };
        return part == MaskPart.Units
            ? ([$"{name}.wi.weight", $"{name}.wi_0.weight", $"{name}.wi_1.weight"], $"{name}.wo.weight")
            : ([$"{name}.q.weight", $"{name}.k.weight", $"{name}.v.weight"], $"{name}.o.weight");
    }

    /// <summary>Where the weights live.</summary>
    public Device Device { get; }

    /// <summary>The type of the weights.</summary>
    internal ScalarType Precision => shared.weight!.dtype;

    /// <summary>
    /// A model with random weights by the rules of Hugging Face's T5. The same seed gives the same weights on every device.
    /// </summary>
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
    /// <param name="masks">Factors for heads, units and hidden dimensions; null is the whole model.</param>
    /// <returns>Logits, float32 (B, T, V).</returns>
    public Tensor Logits(Tensor inputIds, Tensor attentionMask, Tensor decoderInputIds, MaskTensors? masks = null)
    {
        using var scope = NewDisposeScope();
        var encoderStates = Encode(inputIds, attentionMask, masks);
        return Head(Decode(encoderStates, attentionMask, decoderInputIds, masks)).MoveToOuterDisposeScope();
    }

    /// <summary>What the decoder attends to.</summary>
    /// <param name="inputIds">Source ids, int64 (B, S), filled up with the pad.</param>
    /// <param name="attentionMask">1 where a source id counts and 0 where it fills up, int64 (B, S).</param>
    /// <param name="masks">Factors for heads, units and hidden dimensions; null is the whole model.</param>
    /// <param name="states">Takes the hidden states after each layer, float32 (B, S, C).</param>
    /// <returns>float32 (B, S, C).</returns>
    public Tensor Encode(Tensor inputIds, Tensor attentionMask, MaskTensors? masks = null, ICollection<Tensor>? states = null)
    {
        using var scope = NewDisposeScope();
        return TensorScope.MoveOut(
            encoder.Encode(Embed(inputIds, masks), MaskBias(attentionMask), masks, states), states);
    }

    /// <summary>The decoder's last hidden states for a whole target; <see cref="Head"/> makes logits of them.</summary>
    /// <param name="encoderStates">From <see cref="Encode"/>, float32 (B, S, C).</param>
    /// <param name="attentionMask">The source's mask, int64 (B, S).</param>
    /// <param name="decoderInputIds">int64 (B, T).</param>
    /// <param name="masks">Those that <paramref name="encoderStates"/> was encoded with.</param>
    /// <param name="states">Takes the hidden states after each layer, float32 (B, T, C).</param>
    /// <returns>float32 (B, T, C).</returns>
    public Tensor Decode(
        Tensor encoderStates, Tensor attentionMask, Tensor decoderInputIds, MaskTensors? masks = null,
        ICollection<Tensor>? states = null)
    {
        using var scope = NewDisposeScope();
        var x = Embed(decoderInputIds, masks); // (B, T, C)
        return TensorScope.MoveOut(decoder.Decode(x, encoderStates, MaskBias(attentionMask), masks, states), states);
    }

    /// <summary>Logits of hidden states of any leading shape, float32 (…, C) to (…, V).</summary>
    public Tensor Head(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var scaled = Config.IsScaled ? hidden.mul(Scalars.Of(Math.Pow(Config.DModel, -0.5))) : hidden;
        var logits = head is null ? F.linear(scaled, shared.weight!) : head.call(scaled);
        return logits.MoveToOuterDisposeScope();
    }

    /// <summary>Starts decoding step by step: the keys and values of the source are computed here, once.</summary>
    /// <param name="encoderStates">From <see cref="Encode"/>, float32 (B, S, C).</param>
    /// <param name="attentionMask">The source's mask, int64 (B, S).</param>
    /// <param name="masks">Those that <paramref name="encoderStates"/> was encoded with; they hold for every step.</param>
    /// <returns>The cache; the caller disposes it.</returns>
    public T5Cache StartDecoding(Tensor encoderStates, Tensor attentionMask, MaskTensors? masks = null)
    {
        using var scope = NewDisposeScope();
        return decoder.StartCache(encoderStates, MaskBias(attentionMask), masks);
    }

    /// <summary>One more token per row.</summary>
    /// <param name="tokens">The tokens written last, at first the start id; int64 (B, 1).</param>
    /// <param name="cache">Grows by one position.</param>
    /// <returns>Logits of the next token, float32 (B, V).</returns>
    public Tensor DecodeStep(Tensor tokens, T5Cache cache)
    {
        using var scope = NewDisposeScope();
        var hidden = decoder.Step(Embed(tokens, cache.Masks), cache); // (B, 1, C)
        return Head(hidden.squeeze(1)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// A physically smaller model with copies of what the mask keeps, on the same device.
    /// </summary>
    /// <param name="mask">What stays.</param>
    /// <param name="release">Whether this model's memory is freed tensor by tensor meanwhile, so that both together need hardly
    /// more than one; afterwards it can only be disposed of. Else it is left unchanged.</param>
    /// <exception cref="ArgumentException">The mask is one of another model.</exception>
    public T5Model Shrink(ModelMask mask, bool release = false) => T5Shrink.Apply(this, mask, release);

    IModel IModel.Shrink(ModelMask mask, bool release) => Shrink(mask, release);

    /// <inheritdoc/>
    public void Save(string folder) => T5Checkpoint.Save(this, folder);

    private Tensor MaskBias(Tensor attentionMask) => T5Stack.MaskBias(attentionMask, Precision);

    private Tensor Embed(Tensor ids, MaskTensors? masks) =>
        masks?.Hidden is { } hidden ? shared.call(ids).mul(hidden) : shared.call(ids); // (B, T, C)
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

    public T5Stack(T5Config config, bool isDecoder, Device device)
        : base(nameof(T5Stack))
    {
        (this.config, this.isDecoder) = (config, isDecoder);
        var positionHeads = isDecoder ? config.DecoderPositionHeads : config.EncoderPositionHeads;
        blocks = new([.. (isDecoder ? config.Decoder : config.Encoder)
            .Select((widths, i) => new T5Block(config, widths, positionHeads: i == 0 ? positionHeads : 0, isDecoder, device))]);
        finalNorm = new T5LayerNorm(config, device);
        RegisterComponents();
    }

    /// <summary>What is added to the scores of padded keys; -1e9 leaves softmax nothing of them.</summary>
    public static Tensor MaskBias(Tensor attentionMask, ScalarType type) =>
        attentionMask.to(type).sub(Scalars.Of(1)).mul(Scalars.Of(1e9)).unsqueeze(1).unsqueeze(1); // (B, 1, 1, K)

    public Tensor Encode(Tensor x, Tensor maskBias, MaskTensors? masks, ICollection<Tensor>? states)
    {
        var length = x.shape[1];
        // Position and mask are summed once for all blocks of the same heads, so that each block adds them inside its product.
        var bias = new HeadBias(() => PositionBias(length, length, 0, x.device), maskBias, x.shape[0]); // (B*H, S, S)
        x = Drop(x);
        for (var i = 0; i < blocks.Count; i++)
        {
            x = blocks[i].Encode(x, bias, masks?.Encoder?[i], masks?.Hidden);
            states?.Add(x);
        }
        return Drop(finalNorm.call(x));
    }

    public Tensor Decode(Tensor x, Tensor encoderStates, Tensor sourceMaskBias, MaskTensors? masks, ICollection<Tensor>? states)
    {
        var length = x.shape[1];
        var future = full([length, length], Scalars.Of(-1e9), x.dtype, x.device).triu(1); // (T, T)
        var bias = new HeadBias(() => PositionBias(length, length, 0, x.device), future, x.shape[0]); // (B*H, T, T)
        var sourceBias = SourceBias(sourceMaskBias); // (B*H, 1, S)
        x = Drop(x);
        for (var i = 0; i < blocks.Count; i++)
        {
            x = blocks[i].Decode(
                x, bias, encoderStates, sourceBias[blocks[i].Widths.CrossHeads], masks?.Decoder?[i], masks?.Hidden);
            states?.Add(x);
        }
        return Drop(finalNorm.call(x));
    }

    public T5Cache StartCache(Tensor encoderStates, Tensor sourceMaskBias, MaskTensors? masks)
    {
        var cache = new T5Cache([.. blocks.Select(block => block.Widths)], SourceBias(sourceMaskBias), masks);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].CrossKeysAndValues(encoderStates, masks?.Decoder?[i].CrossHeads) is { } pair)
                cache.SetCross(i, pair);
        }
        return cache;
    }

    public Tensor Step(Tensor x, T5Cache cache)
    {
        var keys = cache.Length + 1;
        var bias = new HeadBias(() => PositionBias(1, keys, cache.Length, x.device), null, x.shape[0]); // (B*H, 1, K)
        for (var i = 0; i < blocks.Count; i++)
            x = blocks[i].Step(x, bias, cache, i);
        cache.Length = keys;
        return finalNorm.call(x);
    }

    // For each number of cross-attention heads that a block has.
    private Dictionary<int, Tensor> SourceBias(Tensor maskBias) => blocks.Select(block => block.Widths.CrossHeads).Distinct()
        .ToDictionary(heads => heads, heads => HeadBias.PerHead(maskBias, maskBias.shape[0], heads));

    private Tensor PositionBias(long queries, long keys, long offset, Device device)
    {
        // One bucket for each distance, smallest first; row r of the windows over them is that of the r-th query from the end.
        var first = -(offset + queries - 1);
        var byDistance = new long[queries + keys - 1];
        for (var i = 0; i < byDistance.Length; i++)
            byDistance[i] = RelativePositions.Bucket(first + i, isDecoder, config);
        var buckets = tensor(byDistance, device: device).unfold(0, keys, 1).flip(0); // (Q, K)
        return blocks[0].Positions.call(buckets).permute(2, 0, 1).unsqueeze(0); // (1, H, Q, K)
    }

    private Tensor Drop(Tensor x) => training && config.DropoutRate > 0 ? F.dropout(x, config.DropoutRate) : x;
}

/// <summary>The bias for the heads of a layer, computed again only where they are not those of the layer before.</summary>
/// <param name="positions">Gives the bias of every column of the position table, (1, H, Q, K); asked once, and only if a layer
/// has heads.</param>
/// <param name="mask">Added to it, (B, 1, 1, K) or (Q, K).</param>
/// <param name="rows">B.</param>
internal sealed class HeadBias(Func<Tensor> positions, Tensor? mask, long rows)
{
    private Tensor? all;
    private (IReadOnlyList<int> Heads, Tensor Bias)? last;

    /// <summary>(B*H, Q, K) for the heads in these columns, in the scope that the positions are made in.</summary>
    public Tensor Of(IReadOnlyList<int> heads)
    {
        if (last is { } known && known.Heads.SequenceEqual(heads))
            return known.Bias;
        last?.Bias.Dispose();
        all ??= positions();
        using var scope = NewDisposeScope();
        var own = heads.Count == all.shape[1]
            ? all
            : all.index_select(1, tensor(heads.Select(head => (long)head).ToArray(), device: all.device));
        last = (heads, PerHead(mask is null ? own : own.Plus(mask), rows, heads.Count).MoveToOuterDisposeScope());
        return last.Value.Bias;
    }

    public static Tensor PerHead(Tensor bias, long rows, int heads) =>
        bias.expand(rows, heads, bias.shape[2], bias.shape[3]).reshape(rows * heads, bias.shape[2], bias.shape[3]);
}

/// <summary>
/// Self-attention, in the decoder cross-attention, feed-forward; each with its norm before it and its input added after it.
/// </summary>
internal sealed class T5Block : nn.Module
{
    [ComponentName(Name = "layer")]
    private readonly ModuleList<T5Sublayer> layers;

    public T5Block(T5Config config, T5LayerWidths widths, int positionHeads, bool isDecoder, Device device)
        : base(nameof(T5Block))
    {
        Widths = widths;
        var self = T5Sublayer.SelfAttention(config, widths.Heads.Count, positionHeads, device);
        var feedForward = T5Sublayer.FeedForward(config, widths.Units, device);
        layers = isDecoder
            ? new(self, T5Sublayer.CrossAttention(config, widths.CrossHeads, device), feedForward)
            : new(self, feedForward);
        RegisterComponents();
    }

    public T5LayerWidths Widths { get; }

    public Embedding Positions => layers[0].Positions;

    public Tensor Encode(Tensor x, HeadBias bias, LayerMaskTensors? masks, Tensor? hidden) => ActivationCheckpoints.Run(
        read =>
        {
            var (input, positions, heads, units, width) = (read[0]!, read[1], read[2], read[3], read[4]);
            return layers[1].FeedForward(Attend(input, positions, heads, width), units, width);
        },
        x, OwnBias(bias, masks?.Heads), masks?.Heads, masks?.Units, hidden);

    public Tensor Decode(
        Tensor x, HeadBias bias, Tensor encoderStates, Tensor sourceBias, LayerMaskTensors? masks, Tensor? hidden) =>
        ActivationCheckpoints.Run(
            read =>
            {
                var (input, positions, heads, units, width) = (read[0]!, read[1], read[2], read[3], read[4]);
                var (encoded, encodedBias, crossHeads) = (read[5]!, read[6]!, read[7]);
                var attended = Attend(input, positions, heads, width);
                if (CrossKeysAndValues(encoded, crossHeads) is (var keys, var values))
                    attended = layers[1].Attend(attended, keys, values, encodedBias, crossHeads, width);
                return layers[2].FeedForward(attended, units, width);
            },
            x, OwnBias(bias, masks?.Heads), masks?.Heads, masks?.Units, hidden, encoderStates, sourceBias, masks?.CrossHeads);

    public (Tensor Keys, Tensor Values)? CrossKeysAndValues(Tensor encoderStates, Tensor? headMask) =>
        layers[1].IsPassedBy(headMask) ? null : layers[1].Attention.KeysAndValues(encoderStates);

    public Tensor Step(Tensor x, HeadBias bias, T5Cache cache, int index)
    {
        var (masks, hidden) = (cache.Masks?.Decoder?[index], cache.Masks?.Hidden);
        if (!layers[0].IsPassedBy(masks?.Heads))
        {
            var (keys, values) = cache.Append(index, layers[0].KeysAndValues(x));
            x = layers[0].Attend(x, keys, values, bias.Of(Widths.Heads), masks?.Heads, hidden);
        }
        if (!layers[1].IsPassedBy(masks?.CrossHeads))
        {
            var (keys, values) = cache.Cross(index);
            x = layers[1].Attend(x, keys, values, cache.SourceBias(index), masks?.CrossHeads, hidden);
        }
        return layers[2].FeedForward(x, masks?.Units, hidden);
    }

    // Null where the attention is passed by.
    private Tensor? OwnBias(HeadBias bias, Tensor? headMask) =>
        layers[0].IsPassedBy(headMask) ? null : bias.Of(Widths.Heads);

    private Tensor Attend(Tensor x, Tensor? bias, Tensor? headMask, Tensor? hidden) =>
        bias is null ? x : layers[0].Attend(x, bias, headMask, hidden);
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
    private readonly T5LayerNorm? norm;

    private readonly double dropout;

    private T5Sublayer(
        T5Config config, Device device, bool isAbsent,
        T5Attention? self = null, T5Attention? cross = null, T5FeedForward? dense = null)
        : base(nameof(T5Sublayer))
    {
        (selfAttention, crossAttention, feedForward, dropout) = (self, cross, dense, config.DropoutRate);
        norm = isAbsent ? null : new T5LayerNorm(config, device);
        RegisterComponents();
    }

    /// <summary>Whether pruning has left nothing of it: the residual stream passes it by.</summary>
    public bool IsAbsent => norm is null;

    /// <summary>Whether it is absent, or is so under a mask.</summary>
    public bool IsPassedBy(Tensor? mask) => IsAbsent || LayerMaskTensors.TakesAll(mask);

    public T5Attention Attention => selfAttention ?? crossAttention!;

    public Embedding Positions => selfAttention!.Positions;

    public static T5Sublayer SelfAttention(T5Config config, int heads, int positionHeads, Device device) =>
        new(config, device, heads == 0,
            self: heads + positionHeads == 0 ? null : new T5Attention(config, heads, positionHeads, device));

    public static T5Sublayer CrossAttention(T5Config config, int heads, Device device) =>
        new(config, device, heads == 0, cross: heads == 0 ? null : new T5Attention(config, heads, positionHeads: 0, device));

    public static T5Sublayer FeedForward(T5Config config, int units, Device device) =>
        new(config, device, units == 0, dense: units == 0 ? null : new T5FeedForward(config, units, device));

    public (Tensor Keys, Tensor Values) KeysAndValues(Tensor x) => Attention.KeysAndValues(norm!.call(x));

    // Each part has its own scope: what backward does not need is gone, and its memory warm, before the next
    // part begins.
    public Tensor Attend(Tensor x, Tensor bias, Tensor? headMask, Tensor? hiddenMask)
    {
        using var scope = NewDisposeScope();
        var normed = norm!.call(x);
        var (keys, values) = Attention.KeysAndValues(normed);
        return Add(x, Attention.Attend(normed, keys, values, bias, headMask), hiddenMask).MoveToOuterDisposeScope();
    }

    public Tensor Attend(Tensor x, Tensor keys, Tensor values, Tensor bias, Tensor? headMask, Tensor? hiddenMask)
    {
        using var scope = NewDisposeScope();
        return Add(x, Attention.Attend(norm!.call(x), keys, values, bias, headMask), hiddenMask).MoveToOuterDisposeScope();
    }

    public Tensor FeedForward(Tensor x, Tensor? unitMask, Tensor? hiddenMask)
    {
        if (IsPassedBy(unitMask))
            return x;
        using var scope = NewDisposeScope();
        return Add(x, feedForward!.Feed(norm!.call(x), unitMask), hiddenMask).MoveToOuterDisposeScope();
    }

    private Tensor Add(Tensor x, Tensor output, Tensor? hiddenMask)
    {
        if (training && dropout > 0)
            output = F.dropout(output, dropout);
        if (hiddenMask is not null)
            output = output.mul(hiddenMask);
        return output.PlusInPlace(x);
    }
}

/// <summary>Attention of several heads, unscaled; heads and rows share one dimension, as batched products want them.</summary>
internal sealed class T5Attention : nn.Module
{
    [ComponentName(Name = "q")]
    private readonly Linear? q;

    [ComponentName(Name = "k")]
    private readonly Linear? k;

    [ComponentName(Name = "v")]
    private readonly Linear? v;

    [ComponentName(Name = "o")]
    private readonly Linear? o;

    [ComponentName(Name = "relative_attention_bias")]
    private readonly Embedding? positions;

    private readonly T5Config config;
    private readonly int heads;

    /// <param name="config">The shape.</param>
    /// <param name="heads">Heads; 0 where the layer has only the position table that the other layers use.</param>
    /// <param name="positionHeads">Columns of the position table; 0 for none.</param>
    /// <param name="device">Where the weights live.</param>
    public T5Attention(T5Config config, int heads, int positionHeads, Device device)
        : base(nameof(T5Attention))
    {
        (this.config, this.heads) = (config, heads);
        if (heads > 0)
        {
            q = T5Weights.Linear(config.DModel, heads * config.DKv, device);
            k = T5Weights.Linear(config.DModel, heads * config.DKv, device);
            v = T5Weights.Linear(config.DModel, heads * config.DKv, device);
            o = T5Weights.Linear(heads * config.DKv, config.DModel, device);
        }
        if (positionHeads > 0)
            positions = nn.Embedding(config.RelativeAttentionNumBuckets, positionHeads, device: device);
        RegisterComponents();
    }

    public Embedding Positions => positions!;

    public (Tensor Keys, Tensor Values) KeysAndValues(Tensor x) => (Split(k!.call(x)), Split(v!.call(x)));

    public Tensor Attend(Tensor x, Tensor keys, Tensor values, Tensor bias, Tensor? headMask)
    {
        using var scope = NewDisposeScope();
        var queries = Split(q!.call(x)); // (B*H, Q, D)
        // Not baddbmm: TorchSharp 0.107 hands its arguments on in another order than libtorch takes them.
        var scores = bmm(queries, keys.transpose(1, 2)).PlusInPlace(bias); // (B*H, Q, K)
        var weights = scores.softmax(-1);
        scores.Dispose();
        if (training && config.DropoutRate > 0)
            weights = F.dropout(weights, config.DropoutRate);
        var mixed = bmm(weights, values).view(-1, heads, x.shape[1], config.DKv); // (B, H, Q, D)
        if (headMask is not null)
            mixed = mixed.mul(headMask.view(-1, 1, 1));
        return o!.call(mixed.transpose(1, 2).reshape(-1, x.shape[1], heads * config.DKv)).MoveToOuterDisposeScope(); // (B, Q, C)
    }

    private Tensor Split(Tensor x)
    {
        var split = x.view(x.shape[0], x.shape[1], heads, config.DKv).transpose(1, 2); // (B, H, T, D)
        return split.reshape(x.shape[0] * heads, x.shape[1], config.DKv); // (B*H, T, D)
    }
}

/// <summary><c>wo(f(wi x))</c>, or gated <c>wo(f(wi_0 x) * wi_1 x)</c>.</summary>
internal sealed class T5FeedForward : nn.Module
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
    private readonly string activation;

    public T5FeedForward(T5Config config, int units, Device device)
        : base(nameof(T5FeedForward))
    {
        (dropout, activation) = (config.DropoutRate, config.Activation);
        if (config.IsGated)
        {
            gate = T5Weights.Linear(config.DModel, units, device);
            up = T5Weights.Linear(config.DModel, units, device);
        }
        else
        {
            wi = T5Weights.Linear(config.DModel, units, device);
        }
        wo = T5Weights.Linear(units, config.DModel, device);
        RegisterComponents();
    }

    public Tensor Feed(Tensor x, Tensor? unitMask)
    {
        using var scope = NewDisposeScope();
        var inner = wi is null ? Activate(gate!.call(x)) * up!.call(x) : Activate(wi.call(x)); // (B, T, F)
        if (training && dropout > 0)
            inner = F.dropout(inner, dropout);
        if (unitMask is not null)
            inner = inner.mul(unitMask);
        return wo.call(inner).MoveToOuterDisposeScope();
    }

    private Tensor Activate(Tensor x) => activation switch
    {
        T5Config.Relu => x.relu_(),
        T5Config.Gelu => F.gelu(x),
        T5Config.GeluNew => F.gelu(x, GELU.Approximate.tanh),
        _ => F.silu(x),
    };
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
        weight = UnsetParameter.Of(device, config.DModel);
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
