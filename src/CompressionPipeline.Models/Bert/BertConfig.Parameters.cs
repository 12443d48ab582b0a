using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Bert;

/// <content>Parameters, counted without a model.</content>
public sealed partial record BertConfig
{
    /// <summary>Parameters of the model, by formula.</summary>
    [JsonIgnore]
    public long ParameterCount => OutsideLayers + Layers.Sum(Parameters);

    private long OutsideLayers => Embeddings + Classifier;

    private long Embeddings => HiddenSize * ((long)VocabSize + MaxPositionEmbeddings + TypeVocabSize + 2);

    // BERT's pooler, or the first matrix of RoBERTa's head, and what makes logits of it.
    private long Classifier => (HiddenSize * ((long)HiddenSize + 1)) + (Labels.Count * ((long)HiddenSize + 1));

    private long Parameters(BertLayerWidths layer)
    {
        long width = HiddenSize;
        var attention = layer.Heads == 0
            ? 0
            : (layer.Heads * HeadWidth * ((4 * width) + 3)) + (3 * width);
        var feedForward = layer.Units == 0 ? 0 : (2 * width * layer.Units) + layer.Units + (3 * width);
        return attention + feedForward;
    }
}
