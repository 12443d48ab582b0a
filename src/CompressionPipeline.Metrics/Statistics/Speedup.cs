namespace CompressionPipeline.Metrics.Statistics;

/// <summary>How many times faster one model is than another, from times taken in turns.</summary>
public static class Speedup
{
    private const int Blocks = 30;

    /// <summary>
    /// The unpruned model's time over the candidate's, and its interval. Each turn (base, candidate, candidate, base) gives the logarithm of one ratio, in which
    /// a drift of the machine cancels; turns that follow each other are averaged in blocks, because a disturbance lasts longer than a turn; the blocks give
    /// a <see cref="RobustMean"/>.
    /// </summary>
    /// <param name="unpruned">One positive time per round; rounds 2k and 2k + 1 are one turn.</param>
    /// <param name="candidate">One positive time per round, in the same order.</param>
    /// <param name="level">0 to 1, both excluded.</param>
    /// <returns>Null of fewer than two turns.</returns>
    /// <exception cref="ArgumentException">The counts differ, there are no samples, or one is not finite and positive.</exception>
    public static Interval? Of(IReadOnlyList<double> unpruned, IReadOnlyList<double> candidate, double level)
    {
        var (first, second) = Samples.Paired(unpruned, candidate);
        if (first.Any(time => time <= 0) || second.Any(time => time <= 0))
            throw new ArgumentException("A time is not positive.", nameof(unpruned));
        var turns = Enumerable.Range(0, first.Length / 2)
            .Select(turn => (Math.Log(first[2 * turn] / second[2 * turn]) + Math.Log(first[2 * turn + 1] / second[2 * turn + 1])) / 2).ToArray();
        return turns.Length > 1 && RobustMean.Of(Blocked.Means(turns, Blocks), level) is var (value, half)
            ? new(Math.Exp(value), Math.Exp(value - half), Math.Exp(value), Math.Exp(value + half), level)
            : null;
    }
}
