using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Bert;

/// <content>Parameters, counted without a model.</content>
public sealed partial record BertConfig
{
    /// <summary>Parameters of the model, by formula.</summary>
    [JsonIgnore]
    public long ParameterCount => OutsideLayers + Layers.Sum(layer => Parameters(layer, projection: layer.Heads));

    /// <summary>
    /// The parameters that A. Klein et al. ("Structural Pruning of Pre-trained Language Models via Neural Architecture Search",
    /// 2024) count for a sub-network: as <see cref="ParameterCount"/>, but the projection behind the heads counts in full where
    /// a layer has any head. What is no layer (embeddings, pooler, classifier) always counts.
    /// </summary>
    /// <param name="layers">The layers of the sub-network; none is the least that there is.</param>
    public long SearchCost(IEnumerable<BertLayerWidths> layers) =>
        OutsideLayers + layers.Sum(layer => Parameters(layer, projection: NumAttentionHeads));

    private long OutsideLayers => Embeddings + Classifier;

    private long Embeddings => HiddenSize * ((long)VocabSize + MaxPositionEmbeddings + TypeVocabSize + 2);

    // BERT's pooler, or the first matrix of RoBERTa's head, and what makes logits of it.
    private long Classifier => (HiddenSize * ((long)HiddenSize + 1)) + (Labels.Count * ((long)HiddenSize + 1));

    private long Parameters(BertLayerWidths layer, int projection)
    {
        long width = HiddenSize;
        var attention = layer.Heads == 0
            ? 0
            : (3L * layer.Heads * HeadWidth * (width + 1)) + (projection * HeadWidth * width) + (3 * width);
        var feedForward = layer.Units == 0 ? 0 : (2 * width * layer.Units) + layer.Units + (3 * width);
        return attention + feedForward;
    }
}
