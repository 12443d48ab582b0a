using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Models.Tests;

/// <summary>Models and pairs of a size that a test can train in a blink.</summary>
internal static class TinyT5
{
    public static T5Config Config { get; } = new()
    {
        VocabSize = 32,
        DModel = 16,
        DKv = 4,
        DFf = 24,
        NumHeads = 2,
        NumLayers = 3,
        NumDecoderLayers = 3,
        RelativeAttentionNumBuckets = 8,
        RelativeAttentionMaxDistance = 16,
        DropoutRate = 0,
    };

    public static T5Config Gated { get; } = Config with { FeedForwardProj = T5Config.GatedGelu, TieWordEmbeddings = false };

    public static T5Model Model(long seed = 1, T5Config? config = null)
    {
        var model = T5Model.Initialize(config ?? Config, seed);
        model.eval();
        return model;
    }

    /// <summary>The mask that keeps these layers.</summary>
    public static ModelMask Layers(T5Config config, int[] encoder, int[] decoder)
    {
        var whole = config.KeepAll();
        return whole with { Encoder = whole.Encoder.WithLayers(encoder), Decoder = whole.Decoder!.WithLayers(decoder) };
    }

    /// <summary>Pairs whose target is the source's first tokens: something that can be learnt.</summary>
    public static IReadOnlyList<TokenizedPair> Pairs(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var source = Enumerable.Range(0, random.Next(2, 9)).Select(_ => random.Next(3, 32)).ToArray();
            return new TokenizedPair([.. source, 1], [.. source.Take(2), 1]);
        })];
    }

    /// <summary>The losses before each of several steps on the same pairs, by AdamW without decay or clipping.</summary>
    public static double[] Train(T5Model model, IReadOnlyList<TokenizedPair> pairs, int steps, double learningRate)
    {
        using var workers = new TorchWorkers(model, 1);
        var options = new TrainingOptions { LearningRate = learningRate, WeightDecay = 0, MaxGradientNorm = 0 };
        using var objective = new CrossEntropy();
        using var optimizer = new AdamW(objective.Groups(model), options);
        using var step = new TrainingStep(model, objective, optimizer, workers, options);
        return [.. Enumerable.Range(1, steps).Select(number => step.Run(pairs, number, steps).Loss)];
    }

    /// <summary>Mean loss in nats per target token.</summary>
    public static double Loss(T5Model model, IReadOnlyList<TokenizedPair> pairs)
    {
        using var workers = new TorchWorkers(model, 1);
        return Validation.MeanLosses(model, pairs, 8, workers, [null])[0];
    }

    /// <summary>Every weight as bytes, for comparisons bit by bit.</summary>
    public static IReadOnlyDictionary<string, byte[]> Weights(T5Model model) =>
        model.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach().bytes.ToArray());
}
