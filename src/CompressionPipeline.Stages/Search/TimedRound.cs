namespace CompressionPipeline.Stages.Search;

/// <summary>A round in which networks were timed one after another.</summary>
/// <param name="Whole">Milliseconds of the whole model.</param>
/// <param name="Shares">The time of each sub-network, as a share of the whole model's.</param>
internal sealed record TimedRound(double Whole, IReadOnlyList<double> Shares)
{
    /// <summary>Rounds from which a time is taken, at least.</summary>
    public const int Least = 10;

    // Some machines are slower at times, for seconds or minutes, and for some networks more than for others. A round is fast
    // where the whole model takes at most so many times what it takes in the fastest tenth of the rounds.
    private const double Slower = 1.05;
    private const int FastestPart = 10;

    /// <summary>Milliseconds of the whole model while the machine is at its fastest.</summary>
    /// <param name="rounds">All rounds.</param>
    /// <param name="known">What was found before; infinite where nothing was.</param>
    public static double Fastest(IEnumerable<TimedRound> rounds, double known)
    {
        double[] times = [.. rounds.Select(round => round.Whole).Order()];
        return times.Length == 0 ? known : Math.Min(known, times[times.Length / FastestPart]);
    }

    /// <summary>How many rounds are fast.</summary>
    /// <param name="rounds">The rounds.</param>
    /// <param name="fastest">See <see cref="Fastest"/>.</param>
    public static int CountFast(IReadOnlyList<TimedRound> rounds, double fastest) =>
        rounds.Count(round => round.Whole <= Slower * fastest);

    /// <summary>
    /// The rounds from which times are taken: the fast ones, or the <see cref="Least"/> fastest where fewer are fast.
    /// </summary>
    /// <param name="rounds">The rounds.</param>
    /// <param name="fastest">See <see cref="Fastest"/>.</param>
    public static IReadOnlyList<TimedRound> Counted(IReadOnlyList<TimedRound> rounds, double fastest) =>
        [.. rounds.OrderBy(round => round.Whole).Take(Math.Max(Least, CountFast(rounds, fastest)))];
}
