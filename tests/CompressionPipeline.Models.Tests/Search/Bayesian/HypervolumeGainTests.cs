using CompressionPipeline.Models.Search.Bayesian;
using CompressionPipeline.Models.Search.Pareto;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Models.Tests.Search.Bayesian;

public class HypervolumeGainTests
{
    private static readonly Arbitrary<double[][]> AnyPoints =
        (from objectives in Gen.Choose(2, 3)
         from points in Gen.Choose(0, 6).Select(value => (double)value).ArrayOf(objectives).ListOf()
         from last in Gen.Choose(-1, 6).Select(value => (double)value).ArrayOf(objectives)
         select points.Append(last).ToArray()).ToArbitrary();

    [Fact]
    public void Should_Be_The_Gain_Itself_Where_Nothing_Is_In_Doubt() => Prop.ForAll(AnyPoints, points =>
    {
        double[] reference = [.. points[0].Select(_ => 5.0)];
        var (known, next) = (points[..^1], points[^1]);
        var gain = Hypervolume.Of(points, reference) - Hypervolume.Of(known, reference);
        var expected = new HypervolumeGain(known, reference).Expect(next, next.Select(_ => 1e-9).ToArray());
        return Math.Abs(gain - expected) < 1e-6;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Should_Be_The_Mean_Gain_Of_Many_Draws(int objectives)
    {
        // Given
        var random = new Random(1);
        double[] Draw(double mean, double deviation) =>
            [.. Enumerable.Range(0, objectives).Select(_ => mean + (deviation * Normal(random)))];
        var known = Enumerable.Range(0, 8).Select(_ => Draw(0.5, 0.2)).ToList();
        double[] reference = [.. Enumerable.Repeat(1.0, objectives)];
        var (means, deviations) = (Draw(0.3, 0.1), Enumerable.Repeat(0.2, objectives).ToArray());

        // When
        var expected = new HypervolumeGain(known, reference).Expect(means, deviations);

        // Then
        const int draws = 20_000;
        var before = Hypervolume.Of(known, reference);
        var mean = Enumerable.Range(0, draws).Average(_ =>
            Hypervolume.Of([.. known, means.Zip(deviations, (m, d) => m + (d * Normal(random))).ToArray()], reference) - before);
        Assert.Equal(mean, expected, 0.05 * mean);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
