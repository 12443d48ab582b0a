using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;

namespace CompressionPipeline.Stages.Tests.Benchmark;

public sealed class BenchmarkStageTests : IDisposable
{
    private static readonly BenchmarkOptions Options = new()
    {
        BatchSizes = [1, 2],
        OutputLength = 4,
        Iterations = 10,
        Seconds = 0,
        Device = DeviceChoice.Cpu,
        Threads = 1,
    };

    private readonly TinyRun run = new();

    [Fact]
    public void Should_Time_Both_Models_At_Every_Batch_Size_In_Every_Phase()
    {
        // When
        var latencies = Timed();

        // Then
        Assert.Equal(["base", "candidate"], latencies.Models.Select(model => model.Name));
        Assert.Equal(2 * 2 * 4, latencies.Cells.Count);
        Assert.All(latencies.Cells, cell => Assert.Equal((10, "onnxruntime", "ms"), (cell.Samples.Count, cell.Runtime, cell.Unit)));
        Assert.All(latencies.Cells, cell => Assert.True(cell.Summary!.P50 > 0, $"{cell.Model} {cell.Phase} took {cell.Summary.P50} ms"));
    }

    [Fact]
    public void Should_Say_Under_What_Conditions_It_Was_Timed()
    {
        // When
        var latencies = Timed();

        // Then
        Assert.Equal((24, 4, 10), (latencies.SourceLength, latencies.OutputLength, latencies.WarmUps));
        Assert.Equal(("cpu", 1), (latencies.Environment.Device, latencies.Environment.Threads));
        Assert.Contains("onnxruntime", latencies.Environment.Libraries.Keys);
        Assert.True(latencies.Models[1].Bytes < latencies.Models[0].Bytes);
    }

    [Fact]
    public void Should_Report_Cells_As_Metrics_With_Their_Samples()
    {
        // Given
        var context = run.Context(Options, run.Artifact("benchmark"), Inputs());

        // When
        var metrics = StageCatalog.All()["benchmark"].Run(context);

        // Then
        var metric = metrics.Single(metric => metric.Name == "candidate.latency.onnxruntime.batch2.first-token");
        Assert.Equal(("ms", Direction.LowerIsBetter, 10), (metric.Unit, metric.Direction, metric.Samples.Count));
    }

    [Fact]
    public void Should_Say_Which_File_Of_An_Export_Is_Missing()
    {
        // Given
        var inputs = Inputs();
        File.Delete(inputs[1].Artifact.File("decoder_model.onnx"));

        // When
        var fault = Assert.Throws<PipelineException>(() => run.Run("benchmark", Options, inputs));

        // Then
        Assert.Contains(inputs[1].Artifact.File("decoder_model.onnx"), fault.Message);
    }

    public void Dispose() => run.Dispose();

    private Latencies Timed() => StageFiles.Read<Latencies>(run.Run("benchmark", Options, Inputs()).File(Latencies.FileName));

    private (string Role, Artifact Artifact)[] Inputs() =>
        [("base", run.Export()), ("candidate", run.Export(tiny => tiny with { NumDecoderLayers = 1 })), ("data", run.Data)];
}
