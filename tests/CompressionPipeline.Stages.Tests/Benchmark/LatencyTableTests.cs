using CompressionPipeline.Stages.Benchmark;

namespace CompressionPipeline.Stages.Tests.Benchmark;

public class LatencyTableTests
{
    private static readonly GenerationTimes[] Base = [new(10, 4, 2, 1), new(20, 4, 2, 1), new(30, 4, 2, 1)];
    private static readonly GenerationTimes[] Small = [new(5, 4, 1, 0.25), new(10, 4, 1, 0.25), new(15, 4, 1, 0.25)];

    [Fact]
    public void Should_Summarise_Each_Phase_Of_Each_Model_And_Keep_The_Samples()
    {
        // When
        var table = LatencyTable.Of(["base", "small"], 8, [Base, Small], seed: 1);

        // Then
        Assert.Equal(8, table.Cells.Count);
        var cell = table.Cells.Single(cell => cell is { Model: "base", Phase: Phase.Total });
        Assert.Equal((8, 20, 29, 20, 10, 0.5), (cell.BatchSize, cell.Median, cell.P95, cell.Mean, cell.StandardDeviation, cell.CoefficientOfVariation));
        Assert.Equal([10, 20, 30], cell.Samples);
    }

    [Theory]
    [InlineData(Phase.Total, 2)]
    [InlineData(Phase.Encoder, 1)]
    [InlineData(Phase.FirstToken, 2)]
    [InlineData(Phase.Token, 4)]
    public void Should_Divide_The_Unpruned_Models_Time_By_The_Candidates(Phase phase, double expected)
    {
        // When
        var speedup = LatencyTable.Of(["base", "small"], 1, [Base, Small], seed: 1).Speedups.Single(speedup => speedup.Phase == phase);

        // Then
        Assert.Equal(expected, speedup.Value, 9);
        Assert.InRange(speedup.Value, speedup.Lower, speedup.Upper);
    }

    [Fact]
    public void Should_Find_No_Speedup_Of_A_Model_Over_Itself()
    {
        // When
        var table = LatencyTable.Of(["base", "same"], 1, [Base, Base], seed: 1);

        // Then
        Assert.All(table.Speedups, speedup => Assert.Equal((1, 1, 1), (speedup.Value, speedup.Lower, speedup.Upper)));
    }
}
