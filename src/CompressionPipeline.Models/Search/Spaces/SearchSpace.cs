using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>
/// What a search chooses from: a point is one value for each variable, in their order. A searcher knows no more of a space than
/// this.
/// </summary>
internal abstract class SearchSpace
{
    /// <param name="name">As in a recipe.</param>
    /// <param name="variables">What is chosen.</param>
    /// <exception cref="PipelineException">There are not two points to choose from.</exception>
    protected SearchSpace(string name, IReadOnlyList<SearchVariable> variables)
    {
        (Name, Variables) = (name, variables);
        if (variables.All(variable => variable.Count == 1))
        {
            throw new PipelineException(
                $"The search space '{name}' has a single point for this model, so there is nothing to search: set 'space' to "
                    + "another one, or search a model with more layers, heads or units.");
        }
    }

    /// <summary>As in a recipe.</summary>
    public string Name { get; }

    /// <summary>What is chosen.</summary>
    public IReadOnlyList<SearchVariable> Variables { get; }

    /// <summary>The same for spaces with the same points, and for no others.</summary>
    public string Fingerprint => $"{Name}, {Variables.Count} variables, sha256:" + Digest.OfText(string.Join(
        '\n', Variables.Select(variable => FormattableString.Invariant(
            $"{variable.Name} {variable.Lower} {variable.Upper} {(variable.IsCategorical ? "category" : "number")}"))));

    /// <summary>Natural logarithm of the number of points.</summary>
    public double LogSize => Variables.Sum(variable => Math.Log(variable.Count));

    /// <summary>Every variable at its lowest value.</summary>
    public int[] LowerBounds => [.. Variables.Select(variable => variable.Lower)];

    /// <summary>Every variable at its highest value.</summary>
    public int[] UpperBounds => [.. Variables.Select(variable => variable.Upper)];

    /// <summary>
    /// Half the range of each number, rounded down, or the nearest value that it can have; of the categorical variables the first
    /// half has its lowest value, the rest its highest (Klein et al., arXiv 2405.02267, released code).
    /// </summary>
    public int[] Midpoint
    {
        get
        {
            var (categories, seen) = (Variables.Count(variable => variable.IsCategorical), 0);
            return
            [
                .. Variables.Select(variable => variable.IsCategorical
                    ? seen++ < categories / 2 ? variable.Lower : variable.Upper
                    : Math.Clamp((variable.Upper - variable.Lower) / 2, variable.Lower, variable.Upper)),
            ];
        }
    }

    /// <summary>The first points of every search.</summary>
    public IReadOnlyList<int[]> InitialDesign => [Canonical(UpperBounds), Canonical(LowerBounds), Canonical(Midpoint)];

    /// <summary>A random point; by default each variable by itself, every value as likely as another.</summary>
    public virtual int[] Sample(Random random) =>
        [.. Variables.Select(variable => random.Next(variable.Lower, variable.Upper + 1))];

    /// <summary>
    /// The one point that stands for all that mean the same as this one: only such points are asked for, so that nothing is
    /// evaluated twice.
    /// </summary>
    public virtual int[] Canonical(int[] point) => point;

    /// <summary>Whether this is a point of the space.</summary>
    public bool Has(IReadOnlyList<int> point) =>
        point.Count == Variables.Count && Variables.Zip(point, (variable, value) => variable.Has(value)).All(inside => inside);
}
