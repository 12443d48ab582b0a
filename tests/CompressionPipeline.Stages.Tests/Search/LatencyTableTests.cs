using CompressionPipeline.Models.Masks;
using CompressionPipeline.Stages.Search;

namespace CompressionPipeline.Stages.Tests.Search;

public class LatencyTableTests
{
    private const int Layers = 3;
    private const int AllHeads = 4;
    private const int AllUnits = 16;

    private static readonly ModelMask Whole = Mask([(4, 16), (4, 16), (4, 16)], [(4, 16), (4, 16), (4, 16)]);

    [Fact]
    public void Should_Find_What_Each_Block_Adds()
    {
        // Given: networks whose times are the sums of their blocks
        var random = new Random(1);
        List<ModelMask> networks = [.. Enumerable.Range(0, 80).Select(_ => Mask(Draw(random), Draw(random)))];

        // When
        var table = LatencyTable.Fit(Whole, Time(Whole), networks, [.. networks.Select(Time)]);

        // Then: others too, between the widths of the table and without blocks
        ModelMask[] others =
        [
            Whole, Mask([(4, 16)], [(4, 16)]), Mask([(1, 3), (0, 7), (2, 0)], [(3, 5)]),
            Mask([(0, 0)], [(2, 1), (0, 13), (3, 9)]),
        ];
        Assert.All(others, mask => Assert.Equal(Time(mask), table.Estimate(mask), Time(mask) * 1e-3));
    }

    [Fact]
    public void Should_Take_Relative_Errors()
    {
        // Given: a small and a large network, timed twice, each time off by as large a part of it
        var small = Mask([(0, 0)], [(1, 0)]);

        // When
        var table = LatencyTable.Fit(Whole, 100, [Whole, Whole, small, small], [90, 110, 18, 22]);

        // Then
        Assert.InRange(table.Estimate(small), 19.5, 20.5);
        Assert.InRange(table.Estimate(Whole), 98, 102);
    }

    [Fact]
    public void Should_Never_Estimate_Less_Than_Nothing()
    {
        var table = new LatencyTable(new([1], [1]), null, [-5, 0, 0, 1, 1, 0], Whole: 10);
        var mask = new ModelMask(new(new(1), [new(new(1), new(1))]), null, new(4));
        Assert.Equal(0.01, table.Estimate(mask), 9);
    }

    [Fact]
    public void Should_Choose_Networks_That_Tell_All_Terms_Apart()
    {
        // Given: draws of which all but one in eight are the same small network
        var random = new Random(1);
        var small = Mask([(1, 1)], [(1, 1)]);

        // When
        var chosen = LatencyTable.Choose(Whole, () => random.Next(8) == 0 ? Mask(Draw(random), Draw(random)) : small);

        // Then: the others are chosen wherever there are some, and are enough for what was never timed
        Assert.InRange(chosen.Count(mask => mask != small), chosen.Count / 2, chosen.Count);
        var table = LatencyTable.Fit(Whole, Time(Whole), chosen, [.. chosen.Select(Time)]);
        var other = Mask([(3, 5), (2, 15)], [(1, 3), (4, 16), (0, 9)]);
        Assert.Equal(Time(other), table.Estimate(other), Time(other) * 1e-3);
    }

    [Fact]
    public void Should_Count_Rounds_In_Which_The_Machine_Was_As_Fast_As_Before()
    {
        // Given: a machine that is a third slower for most of the time, and for small networks not as much
        List<TimedRound> rounds = [.. Enumerable.Range(0, 60).Select(i =>
            i % 4 == 0 ? new TimedRound(3 + (0.001 * i), [0.5]) : new(4, [0.4]))];
        var slow = rounds.Where(round => round.Whole == 4).ToList();

        // When
        var fastest = TimedRound.Fastest(rounds, double.PositiveInfinity);

        // Then: the fast ones alone; and where there are none, so many as are needed
        Assert.All(TimedRound.Counted(rounds, fastest), round => Assert.Equal([0.5], round.Shares));
        Assert.Equal(15, TimedRound.Counted(rounds, fastest).Count);
        Assert.Equal(10, TimedRound.Counted(slow, TimedRound.Fastest(slow, known: 3)).Count);
        Assert.Equal(45, TimedRound.Counted(slow, TimedRound.Fastest(slow, known: 4)).Count);
    }

    // A fixed part, attention by heads, feed-forward by units, and a little for each number of heads. A feed-forward block of all
    // units is faster than one of all but one, and beyond two thirds of the weights each costs more.
    private static double Time(ModelMask mask) => 2 + Stack(mask.Encoder, 0.3) + Stack(mask.Decoder!, 0.8)
        + Math.Max(0, Weights(mask.Encoder) + Weights(mask.Decoder!) - (Layers * 4));

    private static double Weights(StackMask stack) =>
        stack.KeptLayers.Sum(layer => ((double)layer.Heads.Count / AllHeads) + (2.0 * layer.Units.Count / AllUnits));

    private static double Stack(StackMask stack, double factor) => factor * (stack.KeptLayers.Sum(layer =>
            (layer.Heads.Count > 0 ? 1 + (0.5 * layer.Heads.Count) : 0)
            + (layer.Units.Count > 0 ? 0.5 + (0.1 * layer.Units.Count) : 0) - (layer.Units.Count == AllUnits ? 0.3 : 0))
        + (0.2 * stack.KeptLayers.Select(layer => layer.Heads.Count).Where(count => count > 0).Distinct().Count()));

    private static (int Heads, int Units)[] Draw(Random random) =>
        [.. Enumerable.Range(0, random.Next(Layers) + 1).Select(_ => (random.Next(AllHeads + 1), random.Next(AllUnits + 1)))];

    private static ModelMask Mask((int Heads, int Units)[] encoder, (int Heads, int Units)[] decoder) =>
        new(Stack(encoder), Stack(decoder), new(8));

    private static StackMask Stack((int Heads, int Units)[] layers) => new(
        new(Layers, [.. Enumerable.Range(0, layers.Length)]),
        [.. Enumerable.Range(0, Layers).Select(i => layers.ElementAtOrDefault(i))
            .Select(layer => new LayerMask(First(layer.Heads, AllHeads), First(layer.Units, AllUnits)))]);

    private static KeptIndices First(int count, int all) => new(all, [.. Enumerable.Range(0, count)]);
}
