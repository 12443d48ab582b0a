namespace CompressionPipeline.Models.Search;

/// <summary>How a searcher proposes its next point.</summary>
public enum SearcherKind
{
    /// <summary>As the space draws points.</summary>
    Random,

    /// <summary>Local search: one variable of a member of the front becomes another value.</summary>
    Local,

    /// <summary>Multi-objective regularized evolution.</summary>
    MoRea,

    /// <summary>Non-dominated sorting genetic algorithm II.</summary>
    Nsga2,

    /// <summary>A Gaussian process on the sum of the objectives.</summary>
    LsBo,

    /// <summary>A Gaussian process for each objective, weighted anew at random for each point.</summary>
    RsBo,

    /// <summary>A Gaussian process for each objective: the largest expected gain of hypervolume.</summary>
    Ehvi,

    /// <summary>Multi-objective asynchronous successive halving: random sub-networks, each trained by itself.</summary>
    MoAsha,
}

/// <summary>Objectives, seed and limits of a search.</summary>
/// <param name="Objectives">Names of the objectives, at least two; each is minimized.</param>
/// <param name="Seed">Of all random choices.</param>
/// <param name="InFlight">Evaluations that may go on at a time, at least 1.</param>
internal sealed record SearchSettings(IReadOnlyList<string> Objectives, long Seed, int InFlight = 1)
{
    /// <summary>The largest number of points to propose.</summary>
    public int Points { get; init; } = int.MaxValue;
}
