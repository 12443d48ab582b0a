using CompressionPipeline.Models.Masks;
using MathNet.Numerics.LinearAlgebra;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// What each kind of block adds to a network's time: the time of a sub-network is estimated from it, since to export and time
/// each one would take longer than the rest of the search. Least squares of the relative errors over networks that were timed.
/// </summary>
/// <param name="Encoder">Widths of the encoder's blocks.</param>
/// <param name="Decoder">Those of the decoder's; null without one.</param>
/// <param name="Milliseconds">What no layer has a part in; what the square of the share that stays adds, since a large network's
/// weights do not stay in the processor's caches; then for each stack what an attention of each width adds (in a decoder with its
/// cross-attention), a feed-forward block of each width, and each number of heads that layers have: theirs is a position bias of
/// its own.</param>
/// <param name="Whole">Milliseconds of the whole model when the networks were timed.</param>
internal sealed record LatencyTable(
    BlockWidths Encoder, BlockWidths? Decoder, IReadOnlyList<double> Milliseconds, double Whole)
{
    // Of a tiny network the relative error is mostly noise: added to each time, as a part of the whole model's.
    private const double Floor = 0.03;

    // Against terms that the networks do not tell apart; far below what can be timed.
    private const double Ridge = 1e-6;

    // No network takes less than a thousandth of the whole one, whatever the table says of a tiny one.
    private const double Least = 1e-3;

    /// <summary>How many numbers a model's table has.</summary>
    /// <param name="whole">All of the model.</param>
    public static int Terms(ModelMask whole) => Terms(whole, BlockWidths.Of(whole.Encoder), Widths(whole.Decoder)).Length;

    /// <summary>The table that comes closest to what was timed.</summary>
    /// <param name="whole">All of the model.</param>
    /// <param name="wholeMs">Milliseconds of the whole model.</param>
    /// <param name="networks">Sub-networks.</param>
    /// <param name="times">Milliseconds of each, timed beside the whole model.</param>
    public static LatencyTable Fit(
        ModelMask whole, double wholeMs, IReadOnlyList<ModelMask> networks, IReadOnlyList<double> times)
    {
        var (encoder, decoder) = (BlockWidths.Of(whole.Encoder), Widths(whole.Decoder));
        // Each row is divided by the time it stands for, so that a small network's error counts as much as a large one's.
        double[] weights = [.. times.Append(wholeMs).Select(time => 1 / (time + (Floor * wholeMs)))];
        var rows = Matrix<double>.Build.DenseOfRows(networks.Append(whole).Zip(
            weights, (mask, weight) => Terms(mask, encoder, decoder).Select(term => term * weight)));
        var weighted = Vector<double>.Build.Dense([.. times.Append(wholeMs).Zip(weights, (time, weight) => time * weight)]);
        var squares = rows.TransposeThisAndMultiply(rows);
        squares += Ridge * Matrix<double>.Build.DiagonalOfDiagonalVector(squares.Diagonal() + (1 / (wholeMs * wholeMs)));
        return new(encoder, decoder, squares.Cholesky().Solve(rows.TransposeThisAndMultiply(weighted)).AsArray(), wholeMs);
    }

    /// <summary>Milliseconds of the model that a mask leaves.</summary>
    public double Estimate(ModelMask mask) => Math.Max(
        Least * Whole, Terms(mask, Encoder, Decoder).Zip(Milliseconds, (term, milliseconds) => term * milliseconds).Sum());

    private static BlockWidths? Widths(StackMask? stack) => stack is null ? null : BlockWidths.Of(stack);

    private static double[] Terms(ModelMask mask, BlockWidths encoder, BlockWidths? decoder) =>
        [1, Square(mask), .. encoder.Terms(mask.Encoder), .. decoder?.Terms(mask.Decoder!) ?? []];

    private static double Square(ModelMask mask)
    {
        StackMask[] stacks = mask.Decoder is { } decoder ? [mask.Encoder, decoder] : [mask.Encoder];
        var kept = stacks.Sum(stack => stack.KeptLayers.Sum(layer => Share(layer.Heads) + Share(layer.Units)));
        return Math.Pow(kept / stacks.Sum(stack => 2 * stack.Layers.Count), 2);

        static double Share(KeptIndices part) => part.Of == 0 ? 0 : (double)part.Count / part.Of;
    }
}

/// <summary>Widths of a stack's blocks that a table has times for; between two of them a time lies on the line.</summary>
/// <param name="Heads">Heads of an attention, ascending from 1.</param>
/// <param name="Units">Units of a feed-forward block, ascending from 1.</param>
internal sealed record BlockWidths(IReadOnlyList<int> Heads, IReadOnlyList<int> Units)
{
    private const int Parts = 4;
    private const int SmallPart = 16;

    /// <summary>Those of a stack: 1, a sixteenth, and quarters of all.</summary>
    public static BlockWidths Of(StackMask whole) =>
        new(Widths(whole.Layers.Max(layer => layer.Heads.Of)), Widths(whole.Layers.Max(layer => layer.Units.Of)));

    /// <summary>How much of each width's block a stack has, and how many numbers of heads its layers have.</summary>
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
        [.. Enumerable.Range(1, Parts).Select(part => all * part / Parts).Prepend(all / SmallPart).Prepend(1)
            .Where(width => width > 0).Distinct()];

    // A width between two of the table is a part of each.
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
