namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>How many times faster one model is than another, from times taken in turns.</summary>
public static class Speedup
{
    private const int Blocks = 30;
    private const double Quiet = 10;

    /// <summary>
    /// The unpruned model's time over the variant's, and its interval. Both were taken in turns (baseline, variant, variant,
    /// baseline), so that a drift of the machine hits both alike. Each load of the models gives the logarithm of one ratio: of
    /// the 10th percentiles of the times, because other processes lengthen times and never shorten them. Where a
    /// model lies in memory changes its speed until it is loaded again, so the loads' ratios give a <see cref="RobustMean"/>.
    /// Of a single load nothing is known of that: the turns' own ratios are averaged in blocks, because a disturbance lasts
    /// longer than a turn, and the interval is of that load alone.
    /// </summary>
    /// <param name="unpruned">One positive time per round; rounds 2k and 2k + 1 are one turn.</param>
    /// <param name="variant">One positive time per round, in the same order.</param>
    /// <param name="level">0 to 1, both excluded.</param>
    /// <param name="loads">How many rounds belong to each load of the models, in order; empty where all belong to one.</param>
    /// <returns>Null of fewer than two turns, or where the loads do not add up to the rounds.</returns>
    /// <exception cref="ArgumentException">The counts differ, there are no samples, or one is not finite and
    /// positive.</exception>
    public static Interval? Of(IReadOnlyList<double> unpruned, IReadOnlyList<double> variant, double level,
        IReadOnlyList<int>? loads = null)
    {
        var (first, second) = Samples.Paired(unpruned, variant);
        if (first.Any(time => time <= 0) || second.Any(time => time <= 0))
            throw new ArgumentException("A time is not positive.", nameof(unpruned));
        if (loads is { Count: > 1 })
            return OfLoads(first, second, loads) is { } ratios ? Interval(RobustMean.Of(ratios, level), level) : null;
        var turns = Enumerable.Range(0, first.Length / 2)
            .Select(turn =>
                (Math.Log(first[2 * turn] / second[2 * turn]) + Math.Log(first[2 * turn + 1] / second[2 * turn + 1])) / 2)
                .ToArray();
        return Interval(turns.Length > 1 ? RobustMean.Of(Samples.BlockMeans(turns, Blocks), level) : null, level);
    }

    private static double[]? OfLoads(double[] unpruned, double[] variant, IReadOnlyList<int> loads) =>
        loads.All(rounds => rounds % 2 == 0)
            && Samples.ByLoad(unpruned, loads) is { } first && Samples.ByLoad(variant, loads) is { } second
            ? [.. first.Zip(second, (before, after) => Math.Log(Undisturbed(before) / Undisturbed(after)))]
            : null;

    private static double Undisturbed(double[] times) => Percentile.OfSorted(Samples.Sorted(times), Quiet);

    private static Interval? Interval((double Value, double HalfWidth)? logarithm, double level) => logarithm is var (value, half)
        ? new(Math.Exp(value), Math.Exp(value - half), Math.Exp(value), Math.Exp(value + half), level)
        : null;
}
