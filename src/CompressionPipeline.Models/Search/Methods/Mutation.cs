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

    /// <summary>
    /// A point near this one: one variable is changed, or with falling probability more, half of the time by a small step.
    /// </summary>
    public static int[] Near(SearchSpace space, IReadOnlyList<int> point, Random random)
    {
        int[] changed = [.. point];
        do
        {
            var i = random.Next(changed.Length);
            if (space.Variables[i] is { Count: > 1 } variable)
                changed[i] = random.Next(2) == 0 ? Step(variable, changed[i], random) : OtherValue(variable, changed[i], random);
        }
        while (random.Next(2) == 0);
        return changed;
    }

    /// <summary>A value of the variable that is not this one.</summary>
    public static int OtherValue(SearchVariable variable, int value, Random random) =>
        random.Next(variable.Lower, variable.Upper) is var other && other >= value ? other + 1 : other;

    // A tenth of the range, or one value where that is more.
    private static int Step(SearchVariable variable, int value, Random random)
    {
        if (variable.IsCategorical)
            return OtherValue(variable, value, random);
        var step = random.Next(1, Math.Max(2, (variable.Count / 10) + 1));
        return Math.Clamp(value + (random.Next(2) == 0 ? step : -step), variable.Lower, variable.Upper);
    }
}
