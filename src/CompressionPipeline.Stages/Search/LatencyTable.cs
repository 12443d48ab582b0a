using CompressionPipeline.Models.Masks;
using MathNet.Numerics.LinearAlgebra;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// Estimates the time of a sub-network as a sum over its blocks, since to export and time each one would take longer than the
/// rest of the search. The terms are fitted to networks that were timed, by least squares of the relative errors.
/// </summary>
/// <param name="Encoder">Widths of the encoder's blocks.</param>
/// <param name="Decoder">Those of the decoder's; null without one.</param>
/// <param name="Milliseconds">The terms: a constant; what the weights beyond a third of all, and those beyond two thirds, cost in
/// addition, since a large network's do not fit into the processor's caches; then for each stack the time of an attention of each
/// width (in a decoder with its cross-attention), of a feed-forward block of each width, and of the position bias, which is
/// computed once for each distinct set of heads.</param>
/// <param name="Whole">Milliseconds of the whole model when the networks were timed.</param>
internal sealed record LatencyTable(
    BlockWidths Encoder, BlockWidths? Decoder, IReadOnlyList<double> Milliseconds, double Whole)
{
    // Added to each time, as a share of the whole model's, because the relative error of a tiny network is mostly noise.
    private const double Floor = 0.03;

    // Makes terms unique that the networks do not tell apart; its effect is far below what can be timed.
    private const double Ridge = 1e-6;

    // Random networks from which each network to time is chosen.
    private const int Candidates = 8;

    // Networks to time for each number of the table.
    private const int NetworksPerTerm = 3;

    // The variance of a term before any network is timed, with the whole model's time as 1: large, as nothing is known.
    private const double Unknown = 1e3;

    // No network takes less than a thousandth of the whole one, whatever the table says of a tiny one.
    private const double Least = 1e-3;

    /// <summary>
    /// Chooses networks to time, so that few of them tell all terms apart: greedily for a D-optimal design, each is the one of
    /// some random networks whose time is the least certain, given the times of the whole model and of those chosen before.
    /// </summary>
    public static IReadOnlyList<ModelMask> Choose(ModelMask whole, Func<ModelMask> draw)
    {
        var (encoder, decoder) = (BlockWidths.Of(whole.Encoder), Widths(whole.Decoder));
        var row = Row(whole);
        var covariance = Unknown * Matrix<double>.Build.DenseIdentity(row.Count);
        var chosen = new List<ModelMask>();
        while (chosen.Count < NetworksPerTerm * row.Count)
        {
            // What the newest network's time will tell about the terms (Bayesian linear regression, noise of variance 1).
            var gain = covariance * row;
            covariance -= gain.OuterProduct(gain) / (1 + (gain * row));
            (var next, row) = Enumerable.Range(0, Candidates).Select(_ => draw()).Select(mask => (Mask: mask, Row: Row(mask)))
                .MaxBy(candidate => candidate.Row * (covariance * candidate.Row));
            chosen.Add(next);
        }
        return chosen;

        // As Fit weighs it, with the share of the weights in the place of the time, which is not known yet.
        Vector<double> Row(ModelMask mask) =>
            Vector<double>.Build.DenseOfArray(Terms(mask, encoder, decoder)) / (KeptShare(mask) + Floor);
    }

    /// <summary>Fits the table to measured times.</summary>
    /// <param name="whole">The mask that keeps everything.</param>
    /// <param name="wholeMs">Milliseconds of the whole model.</param>
    /// <param name="networks">Sub-networks.</param>
    /// <param name="times">Milliseconds of each, timed beside the whole model.</param>
    public static LatencyTable Fit(
        ModelMask whole, double wholeMs, IReadOnlyList<ModelMask> networks, IReadOnlyList<double> times)
    {
        var (encoder, decoder) = (BlockWidths.Of(whole.Encoder), Widths(whole.Decoder));
        // Each row is divided by its time, so that a small network's error counts as much as a large one's.
        double[] weights = [.. times.Append(wholeMs).Select(time => 1 / (time + (Floor * wholeMs)))];
        var rows = Matrix<double>.Build.DenseOfRows(networks.Append(whole).Zip(
            weights, (mask, weight) => Terms(mask, encoder, decoder).Select(term => term * weight)));
        var weighted = Vector<double>.Build.Dense([.. times.Append(wholeMs).Zip(weights, (time, weight) => time * weight)]);
        var squares = rows.TransposeThisAndMultiply(rows);
        squares += Ridge * Matrix<double>.Build.DiagonalOfDiagonalVector(squares.Diagonal() + (1 / (wholeMs * wholeMs)));
        return new(encoder, decoder, squares.Cholesky().Solve(rows.TransposeThisAndMultiply(weighted)).AsArray(), wholeMs);
    }

    /// <summary>Estimated milliseconds of the sub-network that a mask keeps.</summary>
    public double Estimate(ModelMask mask) => Math.Max(
        Least * Whole, Terms(mask, Encoder, Decoder).Zip(Milliseconds, (term, milliseconds) => term * milliseconds).Sum());

    private static BlockWidths? Widths(StackMask? stack) => stack is null ? null : BlockWidths.Of(stack);

    private static double[] Terms(ModelMask mask, BlockWidths encoder, BlockWidths? decoder) =>
        [1, Beyond(mask, 1), Beyond(mask, 2), .. encoder.Terms(mask.Encoder), .. decoder?.Terms(mask.Decoder!) ?? []];

    // The share of the weights beyond a third, or two thirds, of all.
    private static double Beyond(ModelMask mask, int thirds) => Math.Max(0, KeptShare(mask) - (thirds / 3.0));

    // The share of the weights that a network keeps, roughly: a feed-forward block usually has twice those of an attention.
    private static double KeptShare(ModelMask mask)
    {
        StackMask[] stacks = mask.Decoder is { } decoder ? [mask.Encoder, decoder] : [mask.Encoder];
        return stacks.Sum(stack => stack.KeptLayers.Sum(layer => Share(layer.Heads) + (2 * Share(layer.Units))))
            / stacks.Sum(stack => 3 * stack.Layers.Count);

        static double Share(KeptIndices part) => part.Of == 0 ? 0 : (double)part.Count / part.Of;
    }
}

/// <summary>Widths of a stack's blocks that a table has times for; between two of them it interpolates linearly.</summary>
/// <param name="Heads">Heads of an attention, ascending from 1.</param>
/// <param name="Units">Units of a feed-forward block, ascending from 1.</param>
internal sealed record BlockWidths(IReadOnlyList<int> Heads, IReadOnlyList<int> Units)
{
    private const int SmallPart = 16;

    /// <summary>
    /// Those of a stack: 1, a sixteenth, a half, all but one, and all. A product of all units is often just large enough to be
    /// shared among threads, and then faster than one of all but one.
    /// </summary>
    public static BlockWidths Of(StackMask whole) =>
        new(Widths(whole.Layers.Max(layer => layer.Heads.Of)), Widths(whole.Layers.Max(layer => layer.Units.Of)));

    /// <summary>How many blocks of each width a stack has, and how many distinct sets of heads its layers have.</summary>
    public IEnumerable<double> Terms(StackMask stack)
    {
        var (heads, units) = (new double[Heads.Count], new double[Units.Count]);
        foreach (var layer in stack.KeptLayers)
        {
            Add(heads, Heads, layer.Heads.Count);
            Add(units, Units, layer.Units.Count);
        }
        var sets = stack.KeptLayers.Select(layer => layer.Heads).Where(kept => kept.Count > 0).Distinct().Count();
        return [.. heads, .. units, sets];
    }

    private static IReadOnlyList<int> Widths(int all) =>
        [.. new[] { 1, all / SmallPart, all / 2, all - 1, all }.Where(width => width > 0).Distinct()];

    // A width between two of the table counts partly as each.
    private static void Add(double[] terms, IReadOnlyList<int> widths, int width)
    {
        if (width == 0)
            return;
        var next = 0;
        while (widths[next] < width)
            next++;
        var share = widths[next] == width ? 1 : (double)(width - widths[next - 1]) / (widths[next] - widths[next - 1]);
        terms[next] += share;
        if (share < 1)
            terms[next - 1] += 1 - share;
    }
}
