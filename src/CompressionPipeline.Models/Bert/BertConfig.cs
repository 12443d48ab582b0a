using System.Text.Json.Serialization;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Bert;

/// <summary>
/// The shape of a BERT or RoBERTa that classifies, under the keys of Hugging Face's <c>config.json</c>. Immutable; equal shapes
/// are equal.
/// </summary>
/// <remarks>
/// A pruned model whose layers differ has the additional keys <c>encoder_heads</c> and <c>encoder_intermediate_size</c>; without
/// them a file is a standard configuration.
/// </remarks>
public sealed partial record BertConfig : IModelConfig
{
    /// <summary>The <c>model_type</c> of BERT.</summary>
    public const string Bert = "bert";

    /// <summary>The <c>model_type</c> of RoBERTa.</summary>
    public const string Roberta = "roberta";

    /// <summary><see cref="Bert"/> or <see cref="Roberta"/>.</summary>
    [JsonRequired]
    public required string ModelType { get; init; }

    /// <summary>Rows of the embedding.</summary>
    [JsonRequired]
    public required int VocabSize { get; init; }

    /// <summary>Width of the residual stream; a multiple of <see cref="NumAttentionHeads"/>.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Layers.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary>Attention heads of a whole layer; with <see cref="HiddenSize"/> they give the width of a head.</summary>
    public int NumAttentionHeads { get; init; } = 12;

    /// <summary>Width inside the feed-forward block; where layers differ, the largest.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>Rows of the position table. RoBERTa does not use the rows up to that of its pad.</summary>
    public int MaxPositionEmbeddings { get; init; } = 512;

    /// <summary>Rows of the table of token types: 2 where pairs are told apart, 1 where they are not.</summary>
    public int TypeVocabSize { get; init; } = 2;

    /// <summary><c>gelu</c> (by the error function), <c>gelu_new</c> (by tanh) or <c>relu</c>. Default: gelu.</summary>
    public string HiddenAct { get; init; } = "gelu";

    /// <summary>Probability of dropping an activation while training. 0 up to but not including 1. Default: 0.1.</summary>
    public double HiddenDropoutProb { get; init; } = 0.1;

    /// <summary>Probability of dropping an attention weight while training. 0 up to but not including 1. Default: 0.1.</summary>
    public double AttentionProbsDropoutProb { get; init; } = 0.1;

    /// <summary>
    /// Probability of dropping an input of the classifier while training. 0 up to but not including 1. Default: null, as
    /// <see cref="HiddenDropoutProb"/> says.
    /// </summary>
    public double? ClassifierDropout { get; init; }

    /// <summary>What the layer norms add to the variance. Default: 1e-12; RoBERTa's files say 1e-5.</summary>
    public double LayerNormEps { get; init; } = 1e-12;

    /// <summary>Standard deviation of random weights. Default: 0.02.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Id that fills short rows. Default: 0 of BERT, 1 of RoBERTa.</summary>
    public int PadTokenId { get; init; }

    /// <summary>What the classifier is for, as <c>problem_type</c> says; null where the number of labels says it.</summary>
    public string? ProblemType { get; init; }

    /// <summary>How many heads each layer has. Null where every layer has <see cref="NumAttentionHeads"/>.</summary>
    public IReadOnlyList<int>? EncoderHeads { get; init; }

    /// <summary>How many feed-forward units each layer has. Null where every layer has <see cref="IntermediateSize"/>.</summary>
    public IReadOnlyList<int>? EncoderIntermediateSize { get; init; }

    /// <summary>The labels in the order of the logits; of a regression, the name of the value.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Labels { get; init; } = ["LABEL_0", "LABEL_1"];

    /// <summary>Whether the one logit is the value itself.</summary>
    [JsonIgnore]
    public bool IsRegression => ProblemType is null ? Labels.Count == 1 : ProblemType == BertLabels.Regression;

    /// <summary>Whether it is a RoBERTa.</summary>
    [JsonIgnore]
    public bool IsRoberta => ModelType == Roberta;

    /// <summary>Width of one attention head.</summary>
    [JsonIgnore]
    public int HeadWidth => HiddenSize / NumAttentionHeads;

    /// <summary>Ids that a text may have, special ones included.</summary>
    [JsonIgnore]
    public int MaxLength => IsRoberta ? MaxPositionEmbeddings - PadTokenId - 1 : MaxPositionEmbeddings;

    /// <summary>The layers.</summary>
    [JsonIgnore]
    public IReadOnlyList<BertLayerWidths> Layers =>
    [
        .. Enumerable.Range(0, NumHiddenLayers).Select(i => new BertLayerWidths(
            EncoderHeads?[i] ?? NumAttentionHeads, EncoderIntermediateSize?[i] ?? IntermediateSize)),
    ];

    int IModelConfig.EncoderLayers => NumHiddenLayers;

    int IModelConfig.DecoderLayers => 0;

    int IModelConfig.OutputSize => Labels.Count;

    double IModelConfig.DropoutRate => Math.Max(HiddenDropoutProb, AttentionProbsDropoutProb);

    IModelConfig IModelConfig.Shrink(ModelMask mask) => BertShrink.Shape(this, mask);

    /// <summary>The mask that keeps everything of this shape.</summary>
    public ModelMask KeepAll() => new(
        new(new(NumHiddenLayers), [.. Layers.Select(layer => new LayerMask(new(layer.Heads), new(layer.Units)))]),
        Decoder: null,
        new(HiddenSize));
}

/// <summary>The widths of one layer. A part without heads or units is absent, with its norm.</summary>
/// <param name="Heads">Attention heads.</param>
/// <param name="Units">Width inside the feed-forward block.</param>
public readonly record struct BertLayerWidths(int Heads, int Units);
