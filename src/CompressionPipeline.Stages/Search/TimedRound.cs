namespace CompressionPipeline.Stages.Search;

/// <summary>A round in which networks were timed one after another.</summary>
/// <param name="Whole">Milliseconds of the whole model.</param>
/// <param name="Shares">The time of each sub-network, as a share of the whole model's.</param>
internal sealed record TimedRound(double Whole, IReadOnlyList<double> Shares)
{
    /// <summary>So many rounds count at least.</summary>
    public const int Least = 10;

    // Some machines are slower at times, for seconds or minutes, and for some networks more than for others. A round is fast
    // where the whole model takes at most so many times what it takes in the fastest tenth of the rounds.
    private const double Slower = 1.05;
    private const int FastestPart = 10;

    /// <summary>Milliseconds of the whole model while the machine is at its fastest: now, or as known before.</summary>
    public static double Fastest(IEnumerable<TimedRound> rounds, double known)
    {
        double[] times = [.. rounds.Select(round => round.Whole).Order()];
        return times.Length == 0 ? known : Math.Min(known, times[times.Length / FastestPart]);
    }

    /// <summary>How many rounds are fast.</summary>
    public static int CountFast(IReadOnlyList<TimedRound> rounds, double fastest) =>
        rounds.Count(round => round.Whole <= Slower * fastest);

    /// <summary>The rounds that count: the fast ones, or the <see cref="Least"/> fastest where fewer are fast.</summary>
    public static IReadOnlyList<TimedRound> Counted(IReadOnlyList<TimedRound> rounds, double fastest) =>
        [.. rounds.OrderBy(round => round.Whole).Take(Math.Max(Least, CountFast(rounds, fastest)))];
}
