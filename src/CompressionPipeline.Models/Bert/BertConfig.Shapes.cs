using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Bert;

/// <content>The named shapes.</content>
public sealed partial record BertConfig
{
    private static readonly SortedDictionary<string, BertConfig> Shapes = new(StringComparer.Ordinal)
    {
        ["bert-base-cased"] = new() { ModelType = Bert, VocabSize = 28996 },
        ["bert-base-uncased"] = new() { ModelType = Bert, VocabSize = 30522 },
        ["roberta-base"] = new()
        {
            ModelType = Roberta, VocabSize = 50265, MaxPositionEmbeddings = 514, TypeVocabSize = 1, LayerNormEps = 1e-5,
            PadTokenId = 1,
        },
        // For tests: small enough to learn from random weights in seconds; no dropout, for each text is seen only a few times.
        ["bert-nano"] = new()
        {
            ModelType = Bert, VocabSize = 512, HiddenSize = 32, NumHiddenLayers = 2, NumAttentionHeads = 4, IntermediateSize = 64,
            MaxPositionEmbeddings = 64, HiddenDropoutProb = 0, AttentionProbsDropoutProb = 0,
        },
    };

    /// <summary>How many encoder and decoder layers each named shape of a model type has.</summary>
    /// <param name="modelType"><see cref="Bert"/> or <see cref="Roberta"/>.</param>
    public static IReadOnlyDictionary<string, (int Encoder, int Decoder)> ShapeDepths(string modelType) =>
        Shapes.Where(shape => shape.Value.ModelType == modelType)
            .ToDictionary(shape => shape.Key, shape => (shape.Value.NumHiddenLayers, 0));

    /// <summary>A shape by name, for a model that starts from random weights.</summary>
    /// <exception cref="PipelineException">The name is unknown; the message offers the nearest ones.</exception>
    public static BertConfig Shape(string name) => Shapes.TryGetValue(name, out var shape)
        ? shape
        : throw new PipelineException(
            $"'{name}' is no BERT shape known here. Nearest: {string.Join(", ", NearestName.Of(name, Shapes.Keys, 3))}.");
}
