using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Models.Selectors;

/// <summary>
/// Which heads and units stay within a budget of weights so that what stays matters most in sum: every number of heads is tried,
/// with as many units as the rest of the budget buys (Kwon et al., arXiv 2204.09656, the search for masks).
/// </summary>
internal static class BudgetSelection
{
    /// <summary>What stays of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="importance">How much its parts matter; sums of it are compared between heads and units.</param>
    /// <param name="share">Share that goes of the weights of the stacks' heads and units, from 0 to 1.</param>
    /// <param name="stacks">Whether the encoder's parts may go, and whether the decoder's.</param>
    /// <exception cref="ArgumentException">Nothing is left of a stack.</exception>
    public static ModelMask Keep(ITrainable model, Importance importance, double share, (bool Encoder, bool Decoder) stacks)
    {
        var whole = model.Config.KeepAll();
        List<Part> parts =
        [
            .. stacks.Encoder ? Parts(importance.Encoder, isDecoder: false) : [],
            .. stacks.Decoder ? Parts(importance.Decoder, isDecoder: true) : [],
        ];
        List<Part> heads = [.. parts.Where(part => part.Kind != MaskPart.Units).OrderByDescending(part => part.Score)];
        List<Part> units = [.. parts.Where(part => part.Kind == MaskPart.Units).OrderByDescending(part => part.Score)];
        var (headWeights, unitWeights) = (WeightsOf(model, heads), WeightsOf(model, units));
        var budget = (1 - share) * ((heads.Count * headWeights) + (units.Count * unitWeights));
        var (headSums, unitSums) = (Sums(heads), Sums(units));
        var best = Enumerable.Range(0, heads.Count + 1).Where(count => count * headWeights <= budget)
            .Select(count => (Heads: count, Units: unitWeights == 0
                ? 0
                : (int)Math.Min(units.Count, Math.Floor((budget - (count * headWeights)) / unitWeights))))
            .MaxBy(counts => headSums[counts.Heads] + unitSums[counts.Units]);
        var kept = heads.Take(best.Heads).Concat(units.Take(best.Units))
            .ToLookup(part => (part.IsDecoder, part.Kind, part.Layer));
        return whole with
        {
            Encoder = stacks.Encoder ? Stack(whole.Encoder, isDecoder: false) : whole.Encoder,
            Decoder = stacks.Decoder && whole.Decoder is { } decoder ? Stack(decoder, isDecoder: true) : whole.Decoder,
        };

        StackMask Stack(StackMask stack, bool isDecoder)
        {
            foreach (var kind in Enum.GetValues<MaskPart>().Where(kind => stack.Layers[0].Of(kind) is not null))
            {
                stack = stack.With(kind, [.. stack.Layers.Select((layer, i) => new KeptIndices(
                    layer.Of(kind)!.Of, [.. kept[(isDecoder, kind, i)].Select(part => part.Index).Order()]))]);
            }
            return stack;
        }
    }

    private static IEnumerable<Part> Parts(IReadOnlyList<LayerImportance> layers, bool isDecoder) =>
        layers.SelectMany((layer, number) => Enum.GetValues<MaskPart>().SelectMany(kind =>
            layer.Of(kind).Select((score, index) => new Part(isDecoder, kind, number, index, score))));

    // Heads are as large as each other, and so are units.
    private static long WeightsOf(ITrainable model, List<Part> parts)
    {
        if (parts.Count == 0)
            return 0;
        var (first, weights) = (parts[0], model.Module.named_parameters().ToDictionary(p => p.name, p => p.parameter.numel()));
        var (into, outOf) = model.Matrices(first.IsDecoder, first.Layer, first.Kind);
        var layer = parts.Count(part => (part.IsDecoder, part.Layer, part.Kind) == (first.IsDecoder, first.Layer, first.Kind));
        return into.Append(outOf).Sum(name => weights.GetValueOrDefault(name)) / layer;
    }

    private static double[] Sums(List<Part> parts)
    {
        var sums = new double[parts.Count + 1];
        for (var i = 0; i < parts.Count; i++)
            sums[i + 1] = sums[i] + parts[i].Score;
        return sums;
    }

    private sealed record Part(bool IsDecoder, MaskPart Kind, int Layer, int Index, double Score);
}
