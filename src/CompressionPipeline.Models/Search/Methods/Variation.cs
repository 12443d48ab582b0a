using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>
/// Crossover and mutation of NSGA-II for integers, with the values that pymoo has for mixed variables: simulated binary crossover
/// (probability 0.9, index 15) and polynomial mutation (one variable on average, index 20), rounded; categorical variables are
/// taken from either parent, and mutate to any other value.
/// </summary>
internal sealed class Variation(SearchSpace space)
{
    private const double CrossoverProbability = 0.9, CrossoverIndex = 15, MutationIndex = 20;

    private readonly double mutationProbability = 1.0 / space.Variables.Count(variable => variable.Count > 1);

    /// <summary>A child of two points.</summary>
    public int[] Child(IReadOnlyList<int> one, IReadOnlyList<int> other, Random random)
    {
        var crosses = random.NextDouble() < CrossoverProbability;
        var child = new int[one.Count];
        for (var i = 0; i < child.Length; i++)
        {
            var variable = space.Variables[i];
            var value = crosses && random.NextDouble() < 0.5 ? Cross(variable, one[i], other[i], random) : one[i];
            child[i] = variable.Count > 1 && random.NextDouble() < mutationProbability
                ? Mutate(variable, value, random)
                : value;
        }
        return child;
    }

    private static int Cross(SearchVariable variable, int one, int other, Random random)
    {
        if (variable.IsCategorical)
            return other;
        var uniform = random.NextDouble();
        var spread = uniform < 0.5
            ? Math.Pow(2 * uniform, 1 / (CrossoverIndex + 1))
            : Math.Pow(1 / (2 * (1 - uniform)), 1 / (CrossoverIndex + 1));
        // Nearer to either parent, as likely as not.
        var side = random.Next(2) == 0 ? 1 : -1;
        return Round(variable, 0.5 * (one + other + (side * spread * (one - other))));
    }

    private static int Mutate(SearchVariable variable, int value, Random random)
    {
        if (variable.IsCategorical)
            return Mutation.OtherValue(variable, value, random);
        var uniform = random.NextDouble();
        var step = uniform < 0.5
            ? Math.Pow(2 * uniform, 1 / (MutationIndex + 1)) - 1
            : 1 - Math.Pow(2 * (1 - uniform), 1 / (MutationIndex + 1));
        // A step that rounding would undo goes to the next value.
        var moved = Round(variable, value + (step * (variable.Upper - variable.Lower)));
        return moved != value ? moved : Math.Clamp(value + (step < 0 ? -1 : 1), variable.Lower, variable.Upper);
    }

    private static int Round(SearchVariable variable, double value) =>
        (int)Math.Clamp(Math.Round(value), variable.Lower, variable.Upper);
}
