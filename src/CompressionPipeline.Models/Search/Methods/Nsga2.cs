using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>
/// NSGA-II (Deb et al., 2002): of a population and its offspring the best fronts survive, and of the last front, which does not
/// fit, the points with the largest crowding distance; parents are chosen by a tournament of two in the same order.
/// </summary>
internal sealed class Nsga2(SearchSpace space) : SearchMethod(space)
{
    private const int PopulationSize = 10;

    private readonly Variation variation = new(space);
    private readonly List<Evaluation> offspring = [];

    // Best first.
    private IReadOnlyList<Evaluation> population = [];

    public override int RandomStarts => PopulationSize - 3;

    public override void Learn(Evaluation evaluation)
    {
        offspring.Add(evaluation);
        if (offspring.Count < PopulationSize)
            return;
        population = [.. Order([.. population, .. offspring]).Take(PopulationSize)];
        offspring.Clear();
    }

    public override int[] Propose(ProposalContext context) => population.Count == 0
        ? Space.Sample(context.Random)
        : variation.Child(Parent(context.Random).Point, Parent(context.Random).Point, context.Random);

    private Evaluation Parent(Random random) =>
        population[Math.Min(random.Next(population.Count), random.Next(population.Count))];

    private static IEnumerable<Evaluation> Order(IReadOnlyList<Evaluation> all) =>
        all.Zip(ParetoSet.Fronts([.. all.Select(member => member.Objectives!)]))
            .GroupBy(member => member.Second, member => member.First)
            .OrderBy(front => front.Key)
            .SelectMany(front => ByCrowding([.. front]));

    // The farthest neighbours first; the ends of each objective are infinitely far from any.
    private static IEnumerable<Evaluation> ByCrowding(Evaluation[] front)
    {
        var distances = new double[front.Length];
        for (var objective = 0; objective < front[0].Objectives!.Count; objective++)
        {
            double Value(int i) => front[i].Objectives![objective];
            int[] order = [.. Enumerable.Range(0, front.Length).OrderBy(Value)];
            var range = Value(order[^1]) - Value(order[0]);
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            for (var i = 1; i < order.Length - 1 && range > 0; i++)
                distances[order[i]] += (Value(order[i + 1]) - Value(order[i - 1])) / range;
        }
        return front.Zip(distances).OrderByDescending(member => member.Second).Select(member => member.First);
    }
}
