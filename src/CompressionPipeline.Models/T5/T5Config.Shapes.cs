using CompressionPipeline.Core;

namespace CompressionPipeline.Models.T5;

/// <content>The named shapes.</content>
public sealed partial record T5Config
{
    private static readonly SortedDictionary<string, T5Config> Shapes = new(StringComparer.Ordinal)
    {
        ["t5-small"] = T5("relu", 512, 2048, 8, 6),
        ["t5-base"] = T5("relu", 768, 3072, 12, 12),
        ["t5-large"] = T5("relu", 1024, 4096, 16, 24),
        ["flan-t5-small"] = T5("gated-gelu", 512, 1024, 6, 8),
        ["flan-t5-base"] = T5("gated-gelu", 768, 2048, 12, 12),
        ["flan-t5-large"] = T5("gated-gelu", 1024, 2816, 16, 24),
        ["mt5-small"] = MT5(512, 1024, 6, 8),
        ["mt5-base"] = MT5(768, 2048, 12, 12),
        // Small enough to learn from random weights on two cores within minutes; no dropout, for each text is seen only
        // a few times.
        ["docs-mini"] = T5("relu", 128, 512, 4, 4) with { DKv = 32, VocabSize = 4096, DropoutRate = 0 },
        // As deep as a study of depths needs, and narrow enough that its many models train within an hour.
        ["docs-deep"] = T5("relu", 64, 256, 4, 6) with { DKv = 16, VocabSize = 4096, DropoutRate = 0 },
        ["tiny"] = T5("relu", 32, 64, 4, 2) with { DKv = 8, VocabSize = 4096, DropoutRate = 0 },
    };

    /// <summary>The names and depths of the shapes of one <see cref="ModelType"/>.</summary>
    public static IReadOnlyDictionary<string, (int Encoder, int Decoder)> ShapeDepths(string modelType) => Shapes
        .Where(shape => shape.Value.ModelType == modelType)
        .ToDictionary(shape => shape.Key, shape => (shape.Value.NumLayers, shape.Value.NumDecoderLayers));

    /// <summary>A shape by name, for a model that starts from random weights.</summary>
    /// <exception cref="PipelineException">The name is unknown; the message offers the nearest ones.</exception>
    public static T5Config Shape(string name) => Shapes.TryGetValue(name, out var shape)
        ? shape
        : throw new PipelineException(
            $"'{name}' is no T5 shape known here. Nearest: {string.Join(", ", NearestName.Of(name, Shapes.Keys, 3))}.");

    private static T5Config MT5(int width, int inner, int heads, int layers) =>
        T5(GatedGelu, width, inner, heads, layers) with { ModelType = MT5Type, VocabSize = 250_112 };

    private static T5Config T5(string feedForward, int width, int inner, int heads, int layers) => new()
    {
        VocabSize = 32128,
        DModel = width,
        DKv = 64,
        DFf = inner,
        NumHeads = heads,
        NumLayers = layers,
        NumDecoderLayers = layers,
        FeedForwardProj = feedForward,
        TieWordEmbeddings = feedForward == Relu,
    };
}
