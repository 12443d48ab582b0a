using System.Diagnostics;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Models.Search.Spaces;

namespace Benchmarks;

/// <summary>
/// Many steps of each searcher over a BERT of the base size where an evaluation costs nothing, and the hypervolume of many
/// points.
/// </summary>
internal static class SearchSpeed
{
    private const int Layers = 12, Heads = 12, Units = 3072;

    public static object Measure(Arguments arguments)
    {
        var steps = arguments.Number("steps", 1000);
        var kind = Enum.Parse<SpaceKind>(arguments.Text("space", "small"), ignoreCase: true);
        var names = arguments.Text("searchers", string.Join(',', Enum.GetNames<SearcherKind>())).Split(',');
        var space = SubNetworkSpace.Create(kind, new(
            new(new(Layers), [.. Enumerable.Range(0, Layers).Select(_ => new LayerMask(new(Heads), new(Units)))]), null,
            new(768)));
        var seconds = names.ToDictionary(
            name => name, name => Search(Enum.Parse<SearcherKind>(name, ignoreCase: true), space, steps));
        var (random, points) = (new Random(1), arguments.Number("points", 1000));
        // On a circle, so that every point counts.
        double[][] front = [
            .. Enumerable.Range(0, points).Select(_ => random.NextDouble() * Math.PI / 2).Select(
                angle => new[] { 1 - Math.Cos(angle), 1 - Math.Sin(angle) })];
        double[][] solid = [.. front.Select(point => new[] { point[0], point[1], random.NextDouble() })];
        return new
        {
            space = space.Name,
            steps,
            seconds,
            points,
            hypervolume_2 = Timed.Of(5, () => Hypervolume.Of(front, [1, 1])),
            hypervolume_3 = Timed.Of(5, () => Hypervolume.Of(solid, [1, 1, 1])),
            cores = Environment.ProcessorCount,
            holds = seconds.All(
                entry => entry.Value.Wall <= (
                    entry.Key.EndsWith("Bo", StringComparison.OrdinalIgnoreCase)
                        || entry.Key.Equals("Ehvi", StringComparison.OrdinalIgnoreCase) ? 60 : 5)),
        };
    }

    private static Taken Search(SearcherKind kind, SubNetworkSpace space, int steps)
    {
        var settings = new SearchSettings(["error", "size"], Seed: 1);
        ISearcher searcher = kind == SearcherKind.MoAsha
            ? new AshaSearcher(space, settings, new(MostResource: 9))
            : new Searcher(kind, space, settings);
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < steps; i++)
        {
            var candidate = searcher.Ask()!;
            // Error falls with size, the less the larger it is; some sizes are used better than others.
            var share = candidate.Point.Select((value, variable) => (double)value / space.Variables[variable].Upper).ToList();
            searcher.Tell(
                candidate.Number,
                [share.Average(value => Math.Exp(-3 * value)) + (0.1 * Math.Abs(share[0] - share[^1])), share.Average()]);
        }
        return new(
            Math.Round(watch.Elapsed.TotalSeconds, 2), Math.Round((Environment.CpuUsage.TotalTime - before).TotalSeconds, 2));
    }

    private sealed record Taken(double Wall, double Processor);
}
