using System.Text.Json;

namespace CompressionPipeline.Core.Tests;

public static class MetricTests
{
    [Fact]
    public static void Should_Have_No_Samples_Where_Its_Value_Was_Counted()
    {
        // Then
        Assert.Empty(new Metric("parameters", "count", Direction.LowerIsBetter, 100).Samples);
    }

    [Fact]
    public static void Should_Be_Written_And_Read_With_Its_Samples()
    {
        // Given
        var metric = new Metric("latency.batch1.total", "ms", Direction.LowerIsBetter, 2) { Samples = [1, 2, 3] };

        // When
        var json = JsonSerializer.Serialize(metric, OptionsJson.Settings);
        var read = JsonSerializer.Deserialize<Metric>(json, OptionsJson.Settings)!;

        // Then
        Assert.Contains("\"direction\": \"lower-is-better\"", json, StringComparison.Ordinal);
        Assert.Equal(metric.Samples, read.Samples);
        Assert.Equal(metric, read with { Samples = metric.Samples });
    }
}
