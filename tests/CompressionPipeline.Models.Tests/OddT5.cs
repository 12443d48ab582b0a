using CompressionPipeline.Models.T5;

namespace CompressionPipeline.Models.Tests;

/// <summary>Random models of odd shapes: anything from a whole one to one whose layers all differ.</summary>
internal static class OddT5
{
    /// <summary>Null where it has no attention: then there is nothing to open, here or in Optimum's layout.</summary>
    public static T5Model? Model(int seed, Random random, Func<T5Config, T5Config>? change = null)
    {
        var config = Config(random);
        var model = TinyT5.Model(seed, change?.Invoke(config) ?? config);
        if (seed % 4 != 0)
        {
            var whole = model;
            model = whole.Shrink(RandomMask.Of(whole.Config.KeepAll(), random));
            whole.Dispose();
        }
        if (model.Config.Decoder.Any(layer => layer.Heads.Count + layer.CrossHeads > 0))
            return model;
        model.Dispose();
        return null;
    }

    /// <summary>One to twelve sources of different lengths.</summary>
    public static int[][] Sources(Random random, int vocabulary) => [.. Enumerable.Range(0, random.Next(1, 13)).Select(
        _ => Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(3, vocabulary)).Append(1).ToArray())];

    private static T5Config Config(Random random) => TinyT5.Config with
    {
        VocabSize = random.Next(24, 400),
        DModel = 4 * random.Next(2, 12),
        // Every tenth has a width that no fused operator takes.
        DKv = random.Next(10) == 0 ? 5 : 8 * random.Next(1, 4),
        DFf = random.Next(1, 60),
        NumHeads = random.Next(1, 6),
        NumLayers = random.Next(1, 4),
        NumDecoderLayers = random.Next(1, 5),
        FeedForwardProj = random.Next(2) == 0 ? T5Config.Relu : T5Config.GatedGelu,
        TieWordEmbeddings = random.Next(2) == 0,
    };
}
