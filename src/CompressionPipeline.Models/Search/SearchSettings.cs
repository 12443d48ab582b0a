using CompressionPipeline.Core;

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
internal sealed record SearchSettings
{
    /// <param name="objectives">Names of the objectives, at least two; each is minimized.</param>
    /// <param name="seed">Of all random choices.</param>
    /// <param name="inFlight">Evaluations that may go on at a time, at least 1.</param>
    /// <exception cref="PipelineException">There are not two objectives, or one is named twice.</exception>
    public SearchSettings(IReadOnlyList<string> objectives, long seed, int inFlight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFlight, 1);
        if (objectives.Distinct(StringComparer.Ordinal).Count() != objectives.Count || objectives.Count < 2)
        {
            throw new PipelineException(
                $"A search needs at least two different 'objectives', and it has: {string.Join(", ", objectives)}.");
        }
        (Objectives, Seed, InFlight) = (objectives, seed, inFlight);
    }

    /// <summary>Names of the objectives.</summary>
    public IReadOnlyList<string> Objectives { get; }

    /// <summary>Of all random choices.</summary>
    public long Seed { get; }

    /// <summary>Evaluations that may go on at a time.</summary>
    public int InFlight { get; }

    /// <summary>The largest number of points to propose.</summary>
    public int Points { get; init; } = int.MaxValue;
}
