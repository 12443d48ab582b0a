using CompressionPipeline.Stages.Gate;

namespace CompressionPipeline.Stages.Tests.Gate;

public class SummaryTests
{
    [Fact]
    public void Should_Call_What_Stayed_Neither_Gained_Nor_Lost()
    {
        // Given
        var same = Sample.Base with
        {
            Name = "same",
            Rouge = new Dictionary<string, RougeResult> { ["rouge2"] = new(25) { Drop = 0 } },
            Latency = [new(1, 12, 13) { BaseMedian = 12, Speedup = 1 }],
        };

        // When
        var summary = Summary.Of(Sample.Base, same);

        // Then
        Assert.Equal(("nothing", "nothing"), (summary.Gained, summary.Lost));
    }
}
