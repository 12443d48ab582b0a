using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Selectors;

/// <summary>How the widths of a stack's layers may differ.</summary>
/// <param name="Uniform">Every layer of a stack keeps as many heads, and the same ones, and as many feed-forward units.</param>
/// <param name="RoundTo">Feed-forward units of a layer, and hidden dimensions, are rounded up to a multiple of this, at least
/// 1.</param>
internal sealed record WidthLayout(bool Uniform = false, int RoundTo = 1)
{
    public bool IsFree => !Uniform && RoundTo == 1;
}

/// <summary>Which entries of each layer stay, by their scores: the highest do.</summary>
internal static class WidthSelection
{
    /// <summary>
    /// How many entries each layer keeps where a share of all of them goes, the lowest scores of the stack first.
    /// </summary>
    /// <param name="scores">For each layer the score of each entry.</param>
    /// <param name="share">Share that goes, from 0 to 1; rounded to whole entries.</param>
    public static IReadOnlyList<int> Counts(IReadOnlyList<double[]> scores, double share)
    {
        var all = scores.SelectMany((layer, number) => layer.Select(score => (Score: score, Layer: number))).ToList();
        var kept = all.OrderBy(entry => entry.Score).Skip((int)Math.Round(share * all.Count)).ToLookup(entry => entry.Layer);
        return [.. Enumerable.Range(0, scores.Count).Select(layer => kept[layer].Count())];
    }

    /// <summary>The entries that stay of each layer.</summary>
    /// <param name="part">Heads share one position table: a uniform stack keeps the same ones in every layer.</param>
    /// <param name="scores">For each layer the score of each entry.</param>
    /// <param name="counts">For each layer how many stay, before the layout is looked at.</param>
    /// <param name="layout">How the layers may differ; uniform, they must have as many entries each.</param>
    public static IReadOnlyList<KeptIndices> Keep(
        MaskPart part, IReadOnlyList<double[]> scores, IReadOnlyList<int> counts, WidthLayout layout)
    {
        if (layout.Uniform)
        {
            counts = [.. counts.Select(_ => (int)Math.Round(counts.Average(), MidpointRounding.AwayFromZero))];
            if (part == MaskPart.Heads)
            {
                double[] sums = [.. Enumerable.Range(0, scores[0].Length).Select(i => scores.Sum(layer => layer[i]))];
                scores = [.. scores.Select(_ => sums)];
            }
        }
        return [.. scores.Select((layer, number) => Highest(layer, Rounded(part, counts[number], layer.Length, layout)))];
    }

    private static int Rounded(MaskPart part, int count, int of, WidthLayout layout) => part == MaskPart.Units
        ? Math.Min(of, (count + layout.RoundTo - 1) / layout.RoundTo * layout.RoundTo)
        : count;

    // Of equal scores the first stay.
    private static KeptIndices Highest(double[] scores, int count) => new(
        scores.Length, [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(count).Order()]);
}
