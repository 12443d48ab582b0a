using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using TorchSharp.Modules;
using TorchSharp.Utils;

// BERT (Devlin et al., arXiv 1810.04805) and RoBERTa (Liu et al., arXiv 1907.11692) with a classifier, in one file.
//
// RoBERTa differs in three places: its positions count from behind the pad's row and skip padding, it has one token type, and
// its classifier has a layer of its own where BERT has a pooler.
// Layers may differ in heads and feed-forward units; an attention without heads or a feed-forward block without units is absent,
// and its norm with it: unlike T5's, the norm stands behind the sum, so that a block which adds nothing would still change x.
// Fields carry the checkpoint's names, as Hugging Face writes them. Margins: B rows, S tokens, H heads, D head width,
// C hidden_size, F units.
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace CompressionPipeline.Models.Bert;

/// <summary>An encoder with a classifier of whole texts: ids to one logit for each label.</summary>
public sealed class BertModel : nn.Module, ITrainable
{
    [ComponentName(Name = "bert")]
    private readonly BertEncoder? bert;

    [ComponentName(Name = "roberta")]
    private readonly BertEncoder? roberta;

    [ComponentName(Name = "classifier")]
    private readonly nn.Module<Tensor, Tensor> classifier;

    static BertModel() => TorchLibrary.Require();

    /// <summary>
    /// A model whose weights are not yet set: see <see cref="Initialize"/> and <see cref="BertCheckpoint.Load"/>.
    /// </summary>
    /// <param name="config">The shape.</param>
    /// <param name="device">Where the weights live; the CPU if null. On <c>meta</c> they have shapes and no memory.</param>
    public BertModel(BertConfig config, Device? device = null)
        : base(nameof(BertModel))
    {
        Config = config;
        Device = device ?? CPU;
        var encoder = new BertEncoder(config, Device);
        (bert, roberta) = (config.IsRoberta ? null : encoder, config.IsRoberta ? encoder : null);
        classifier = config.IsRoberta
            ? new RobertaHead(config, Device)
            : BertWeights.Linear(config.HiddenSize, config.Labels.Count, Device);
        RegisterComponents();
    }

    /// <summary>The shape.</summary>
    public BertConfig Config { get; }

    IModelConfig IModel.Config => Config;

    nn.Module ITrainable.Module => this;

    Batch ITrainable.CreateBatch(IReadOnlyList<TokenizedPair> pairs) => new BertBatch(pairs, Config);

    (IReadOnlyList<string> Into, string OutOf) ITrainable.Matrices(bool isDecoder, int layer, MaskPart part)
    {
        var name = $"{(Config.IsRoberta ? "roberta" : "bert")}.encoder.layer.{layer}";
        var self = $"{name}.attention.self";
        return part == MaskPart.Units
            ? ([$"{name}.intermediate.dense.weight"], $"{name}.output.dense.weight")
            : ([$"{self}.query.weight", $"{self}.key.weight", $"{self}.value.weight"], $"{name}.attention.output.dense.weight");
    }

    /// <summary>Where the weights live.</summary>
    public Device Device { get; }

    /// <summary>The type of the weights.</summary>
    internal ScalarType Precision => Encoder.Precision;

    private BertEncoder Encoder => bert ?? roberta!;

    /// <summary>
    /// A model with random weights by the rules of Hugging Face's BERT. The same seed gives the same weights on every device.
    /// </summary>
    public static BertModel Initialize(BertConfig config, long seed, Device? device = null)
    {
        var model = new BertModel(config, device);
        BertWeights.Randomize(model, seed);
        return model;
    }

    /// <summary>One number for each label; of a regression, the value.</summary>
    /// <param name="ids">int64 (B, S), filled up with the pad.</param>
    /// <param name="attentionMask">1 where an id counts and 0 where it fills up, int64 (B, S).</param>
    /// <param name="tokenTypes">0 for a first text and 1 for a second one, int64 (B, S); null where all are 0.</param>
    /// <param name="masks">Factors for heads and units; null is the whole model. Where all heads or all units of a layer are 0,
    /// the layer's attention or feed-forward block is passed by, with its norm.</param>
    /// <param name="states">Takes the hidden states after each layer, float32 (B, S, C).</param>
    /// <returns>float32 (B, labels).</returns>
    public Tensor Logits(
        Tensor ids, Tensor attentionMask, Tensor? tokenTypes, MaskTensors? masks = null, ICollection<Tensor>? states = null)
    {
        using var scope = NewDisposeScope();
        var first = Encode(ids, attentionMask, tokenTypes, masks, states).select(1, 0); // (B, C)
        var pooled = Encoder.Pool(first); // (B, C)
        var dropout = Config.ClassifierDropout ?? Config.HiddenDropoutProb;
        var logits = classifier.call(training && dropout > 0 ? F.dropout(pooled, dropout) : pooled); // (B, labels)
        return TensorScope.MoveOut(logits, states);
    }

    /// <summary>The last hidden states.</summary>
    /// <param name="ids">int64 (B, S), filled up with the pad.</param>
    /// <param name="attentionMask">1 where an id counts and 0 where it fills up, int64 (B, S).</param>
    /// <param name="tokenTypes">0 for a first text and 1 for a second one, int64 (B, S); null where all are 0.</param>
    /// <param name="masks">Factors for heads and units; null is the whole model.</param>
    /// <param name="states">Takes the hidden states after each layer, float32 (B, S, C).</param>
    /// <returns>float32 (B, S, C).</returns>
    public Tensor Encode(
        Tensor ids, Tensor attentionMask, Tensor? tokenTypes, MaskTensors? masks = null, ICollection<Tensor>? states = null)
    {
        if (masks?.Hidden is not null)
            throw new ArgumentException("A BERT's hidden dimensions take no mask: its norms centre over all of them.");
        using var scope = NewDisposeScope();
        return TensorScope.MoveOut(Encoder.Encode(ids, attentionMask, tokenTypes, masks?.Encoder, states), states);
    }

    /// <summary>
    /// A physically smaller model with copies of what the mask keeps, on the same device.
    /// </summary>
    /// <param name="mask">What stays.</param>
    /// <param name="release">Whether this model's memory is freed tensor by tensor meanwhile, so that both together need hardly
    /// more than one; afterwards it can only be disposed of. Else it is left unchanged.</param>
    /// <exception cref="ArgumentException">The mask is one of another model, or takes hidden dimensions away.</exception>
    public BertModel Shrink(ModelMask mask, bool release = false) => BertShrink.Apply(this, mask, release);

    IModel IModel.Shrink(ModelMask mask, bool release) => Shrink(mask, release);

    /// <inheritdoc/>
    public void Save(string folder) => BertCheckpoint.Save(this, folder);
}

/// <summary>Embeddings, layers, and in BERT the pooler.</summary>
internal sealed class BertEncoder : nn.Module
{
    [ComponentName(Name = "embeddings")]
    private readonly BertEmbeddings embeddings;

    [ComponentName(Name = "encoder")]
    private readonly BertStack stack;

    [ComponentName(Name = "pooler")]
    private readonly BertDense? pooler;

    public BertEncoder(BertConfig config, Device device)
        : base(nameof(BertEncoder))
    {
        embeddings = new BertEmbeddings(config, device);
        stack = new BertStack(config, device);
        pooler = config.IsRoberta ? null : new BertDense(config.HiddenSize, config.HiddenSize, device);
        RegisterComponents();
    }

    /// <summary>The type of the weights.</summary>
    public ScalarType Precision => embeddings.Precision;

    public Tensor Encode(
        Tensor ids, Tensor attentionMask, Tensor? tokenTypes, IReadOnlyList<LayerMaskTensors>? masks, ICollection<Tensor>? states)
    {
        // With -1e9, softmax gives padded keys the weight 0.
        var embedded = embeddings.Embed(ids, tokenTypes);
        var bias = attentionMask.to(embedded.dtype).sub(Scalars.Of(1)).mul(Scalars.Of(1e9)).view(ids.shape[0], 1, 1, -1);
        return stack.Encode(embedded, bias, masks, states);
    }

    /// <summary>The state of the first token, (B, C), as the classifier wants it.</summary>
    public Tensor Pool(Tensor first) => pooler is null ? first : pooler.Apply(first).tanh_();
}

/// <summary>Words, positions and token types, summed and normed.</summary>
internal sealed class BertEmbeddings : nn.Module
{
    [ComponentName(Name = "word_embeddings")]
    private readonly Embedding words;

    [ComponentName(Name = "position_embeddings")]
    private readonly Embedding positions;

    [ComponentName(Name = "token_type_embeddings")]
    private readonly Embedding types;

    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNorm norm;

    private readonly BertConfig config;

    public BertEmbeddings(BertConfig config, Device device)
        : base(nameof(BertEmbeddings))
    {
        this.config = config;
        words = nn.Embedding(config.VocabSize, config.HiddenSize, device: device);
        positions = nn.Embedding(config.MaxPositionEmbeddings, config.HiddenSize, device: device);
        types = nn.Embedding(config.TypeVocabSize, config.HiddenSize, device: device);
        norm = BertWeights.Norm(config, device);
        RegisterComponents();
    }

    public ScalarType Precision => words.weight!.dtype;

    public Tensor Embed(Tensor ids, Tensor? tokenTypes)
    {
        using var scope = NewDisposeScope();
        var typed = types.call(tokenTypes ?? zeros_like(ids)); // (B, S, C)
        var sum = words.call(ids).PlusInPlace(typed).PlusInPlace(positions.call(Positions(ids)));
        var normed = norm.call(sum);
        var dropped = training && config.HiddenDropoutProb > 0 ? F.dropout(normed, config.HiddenDropoutProb) : normed;
        return dropped.MoveToOuterDisposeScope();
    }

    // RoBERTa counts the tokens that are no padding, from behind the pad's own row; padding has the pad's row.
    private Tensor Positions(Tensor ids)
    {
        if (!config.IsRoberta)
            return Scalars.Range(ids.shape[1], ids.device); // (S)
        var counted = ids.ne(Scalars.Of((long)config.PadTokenId)).to(ScalarType.Int64); // (B, S)
        return counted.cumsum(1).mul_(counted).add_(Scalars.Of((long)config.PadTokenId), Scalars.Of(1));
    }
}

/// <summary>The layers.</summary>
internal sealed class BertStack : nn.Module
{
    [ComponentName(Name = "layer")]
    private readonly ModuleList<BertLayer> layers;

    public BertStack(BertConfig config, Device device)
        : base(nameof(BertStack))
    {
        layers = new([.. config.Layers.Select(widths => new BertLayer(config, widths, device))]);
        RegisterComponents();
    }

    public Tensor Encode(Tensor x, Tensor bias, IReadOnlyList<LayerMaskTensors>? masks, ICollection<Tensor>? states)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            x = layers[i].Encode(x, bias, masks?[i]);
            states?.Add(x);
        }
        return x;
    }
}

/// <summary>Self-attention and feed-forward; to each its input is added, and the sum is normed.</summary>
internal sealed class BertLayer : nn.Module
{
    [ComponentName(Name = "attention")]
    private readonly BertAttention? attention;

    [ComponentName(Name = "intermediate")]
    private readonly BertDense? intermediate;

    [ComponentName(Name = "output")]
    private readonly BertOutput? output;

    private readonly string activation;

    public BertLayer(BertConfig config, BertLayerWidths widths, Device device)
        : base(nameof(BertLayer))
    {
        activation = config.HiddenAct;
        attention = widths.Heads == 0 ? null : new BertAttention(config, widths.Heads, device);
        intermediate = widths.Units == 0 ? null : new BertDense(config.HiddenSize, widths.Units, device);
        output = widths.Units == 0 ? null : new BertOutput(config, widths.Units, device);
        RegisterComponents();
    }

    // Each part has its own scope: what backward does not need is gone, and its memory warm, before the next part begins.
    public Tensor Encode(Tensor x, Tensor bias, LayerMaskTensors? masks) => ActivationCheckpoints.Run(
        read =>
        {
            var (input, padding, heads, units) = (read[0]!, read[1]!, read[2], read[3]);
            var attended = attention is null || LayerMaskTensors.TakesAll(heads)
                ? input
                : attention.Attend(input, padding, heads);
            return intermediate is null || LayerMaskTensors.TakesAll(units) ? attended : FeedForward(attended, units);
        },
        x, bias, masks?.Heads, masks?.Units);

    private Tensor FeedForward(Tensor x, Tensor? unitMask)
    {
        using var scope = NewDisposeScope();
        var projected = intermediate!.Apply(x); // (B, S, F)
        var inner = activation switch
        {
            "gelu" => F.gelu(projected),
            "gelu_new" => F.gelu(projected, GELU.Approximate.tanh),
            _ => projected.relu_(),
        };
        if (unitMask is not null)
            inner = inner.mul(unitMask);
        return output!.Add(x, inner).MoveToOuterDisposeScope();
    }
}

/// <summary>Attention of several heads over the whole text.</summary>
internal sealed class BertAttention : nn.Module
{
    [ComponentName(Name = "self")]
    private readonly BertProjections self;

    [ComponentName(Name = "output")]
    private readonly BertOutput output;

    private readonly BertConfig config;
    private readonly int heads;

    public BertAttention(BertConfig config, int heads, Device device)
        : base(nameof(BertAttention))
    {
        (this.config, this.heads) = (config, heads);
        self = new BertProjections(config, heads, device);
        output = new BertOutput(config, heads * config.HeadWidth, device);
        RegisterComponents();
    }

    public Tensor Attend(Tensor x, Tensor bias, Tensor? headMask)
    {
        using var scope = NewDisposeScope();
        var (q, k, v) = self.Project(x); // (B, S, H*D) each
        var dropout = training ? config.AttentionProbsDropoutProb : 0;
        var mixed = F.scaled_dot_product_attention(Split(q), Split(k), Split(v), bias, dropout); // (B, H, S, D)
        if (headMask is not null)
            mixed = mixed.mul(headMask.view(-1, 1, 1));
        var joined = mixed.transpose(1, 2).reshape(x.shape[0], x.shape[1], heads * config.HeadWidth); // (B, S, H*D)
        return output.Add(x, joined).MoveToOuterDisposeScope();
    }

    private Tensor Split(Tensor x) => x.view(x.shape[0], x.shape[1], heads, config.HeadWidth).transpose(1, 2); // (B, H, S, D)
}

/// <summary>Queries, keys and values.</summary>
internal sealed class BertProjections : nn.Module
{
    [ComponentName(Name = "query")]
    private readonly Linear query;

    [ComponentName(Name = "key")]
    private readonly Linear key;

    [ComponentName(Name = "value")]
    private readonly Linear value;

    public BertProjections(BertConfig config, int heads, Device device)
        : base(nameof(BertProjections))
    {
        query = BertWeights.Linear(config.HiddenSize, heads * config.HeadWidth, device);
        key = BertWeights.Linear(config.HiddenSize, heads * config.HeadWidth, device);
        value = BertWeights.Linear(config.HiddenSize, heads * config.HeadWidth, device);
        RegisterComponents();
    }

    public (Tensor Queries, Tensor Keys, Tensor Values) Project(Tensor x) => (query.call(x), key.call(x), value.call(x));
}

/// <summary>A matrix and a bias under the name <c>dense</c>.</summary>
internal sealed class BertDense : nn.Module
{
    [ComponentName(Name = "dense")]
    private readonly Linear dense;

    public BertDense(int inputs, int outputs, Device device)
        : base(nameof(BertDense))
    {
        dense = BertWeights.Linear(inputs, outputs, device);
        RegisterComponents();
    }

    public Tensor Apply(Tensor x) => dense.call(x);
}

/// <summary>What ends a block: back to the model's width, plus the block's input, normed.</summary>
internal sealed class BertOutput : nn.Module
{
    [ComponentName(Name = "dense")]
    private readonly Linear dense;

    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNorm norm;

    private readonly double dropout;

    public BertOutput(BertConfig config, int inputs, Device device)
        : base(nameof(BertOutput))
    {
        dropout = config.HiddenDropoutProb;
        dense = BertWeights.Linear(inputs, config.HiddenSize, device);
        norm = BertWeights.Norm(config, device);
        RegisterComponents();
    }

    public Tensor Add(Tensor x, Tensor inner)
    {
        using var scope = NewDisposeScope();
        var projected = dense.call(inner); // (B, S, C)
        if (training && dropout > 0)
            projected = F.dropout(projected, dropout);
        return norm.call(projected.PlusInPlace(x)).MoveToOuterDisposeScope();
    }
}

/// <summary>RoBERTa's classifier: a layer of its own, then logits.</summary>
internal sealed class RobertaHead : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "dense")]
    private readonly Linear dense;

    [ComponentName(Name = "out_proj")]
    private readonly Linear projection;

    private readonly double dropout;

    public RobertaHead(BertConfig config, Device device)
        : base(nameof(RobertaHead))
    {
        dropout = config.ClassifierDropout ?? config.HiddenDropoutProb;
        dense = BertWeights.Linear(config.HiddenSize, config.HiddenSize, device);
        projection = BertWeights.Linear(config.HiddenSize, config.Labels.Count, device);
        RegisterComponents();
    }

    public override Tensor forward(Tensor first)
    {
        using var scope = NewDisposeScope();
        var inner = dense.call(first).tanh_(); // (B, C)
        if (training && dropout > 0)
            inner = F.dropout(inner, dropout);
        return projection.call(inner).MoveToOuterDisposeScope();
    }
}
