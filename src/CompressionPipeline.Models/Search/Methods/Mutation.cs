using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>Small changes of a point.</summary>
internal static class Mutation
{
    /// <summary>The same point but for one variable, which has another value; every variable and value as likely as
    /// another.</summary>
    public static int[] OneVariable(SearchSpace space, IReadOnlyList<int> point, Random random)
    {
        int[] changed = [.. point];
        int variable;
        do
            variable = random.Next(changed.Length);
        while (space.Variables[variable].Count == 1);
        changed[variable] = OtherValue(space.Variables[variable], changed[variable], random);
        return changed;
    }

    /// <summary>A value of the variable that is not this one.</summary>
    public static int OtherValue(SearchVariable variable, int value, Random random) =>
        random.Next(variable.Lower, variable.Upper) is var other && other >= value ? other + 1 : other;
}
