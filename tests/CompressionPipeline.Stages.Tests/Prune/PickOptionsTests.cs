using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tests.Prune;

public class PickOptionsTests
{
    private static readonly SearchResult Search = new(
        "small", "sandwich", "random",
        [new("accuracy", "points", Direction.HigherIsBetter), new("parameters", "", Direction.LowerIsBetter)],
        // 5 of 300 right, and 2: one point less, and in floating point a little more.
        [100 * 5 / 300.0, 30],
        [Network(100 * 2 / 300.0, 10), Network(100 * 1 / 300.0, 5), Network(1, 20)]);

    private static SearchedNetwork Network(double accuracy, double parameters) =>
        new([], [accuracy, parameters], 0) { Mask = new JsonObject() };

    [Theory]
    [InlineData("accuracy", 1.0, 10)]
    [InlineData("accuracy", 0.9, 20)]
    [InlineData("accuracy", 1.4, 5)]
    public void Should_Take_The_Smallest_That_Is_Worse_By_As_Much_As_It_May_Be(string metric, double drop, double parameters)
    {
        // Given
        var pick = new PickOptions { Best = "parameters", Within = new Dictionary<string, double> { [metric] = drop } };

        // Then
        Assert.Equal(parameters, pick.Choose(Search, "search.json").Values![1]);
    }
}
