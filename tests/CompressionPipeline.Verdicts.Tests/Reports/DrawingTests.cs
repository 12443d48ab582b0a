using CompressionPipeline.Verdicts.Reports.Drawing;

namespace CompressionPipeline.Verdicts.Tests.Reports;

public class DrawingTests
{
    [Theory]
    [InlineData(0, 10, 5, new[] { 0.0, 2, 4, 6, 8, 10 }, 0)]
    [InlineData(0, 1, 4, new[] { 0, 0.25, 0.5, 0.75, 1 }, 2)]
    [InlineData(-3.2, 0.4, 4, new[] { -3.0, -2, -1, 0 }, 0)]
    public void Should_Put_Round_Numbers_On_An_Axis(double from, double to, int about, double[] expected, int digits)
    {
        // Given
        var scale = new Scale(from, to, 0, 100);

        // Then
        Assert.Equal(expected, scale.Ticks(about));
        Assert.Equal(digits, scale.Digits(about));
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 5.0 })]
    [InlineData(new[] { 0.0, 0 })]
    [InlineData(new[] { double.NaN, double.PositiveInfinity, 2 })]
    public void Should_Find_A_Scale_For_Any_Values(double[] values)
    {
        // When
        var scale = Scale.Around(values, 0, 100);

        // Then
        Assert.True(double.IsFinite(scale.From) && scale.To > scale.From);
        Assert.All(values.Where(double.IsFinite), value => Assert.InRange(scale.At(value), 0, 100));
    }

    [Fact]
    public void Should_Leave_Out_Names_That_Would_Cover_Each_Other()
    {
        // Given
        var labels = new Labels(0, 0, 300, 300);

        // When
        var placed = Enumerable.Range(0, 40).Select(_ => labels.Place(150, 150, "a-long-name")).ToList();

        // Then
        Assert.NotNull(placed[0]);
        Assert.Equal(
            placed.OfType<(double, double, string)>().Count(), placed.OfType<(double, double, string)>().Distinct().Count());
        Assert.Null(placed[^1]);
    }

    [Fact]
    public void Should_Thin_Samples_But_Keep_The_First_And_The_Last()
    {
        // Given
        var times = new Distribution(Enumerable.Range(0, 10_000).Select(i => (double)i));

        // When
        var thin = times.Thinned(100).ToList();

        // Then
        Assert.Equal((100, 0, 9999), (thin.Count, thin[0], thin[^1]));
        Assert.Equal(4999.5, times.At(0.5));
    }
}
