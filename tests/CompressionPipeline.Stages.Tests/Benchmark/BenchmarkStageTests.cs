using System.Runtime.InteropServices;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.Tests.Benchmark.Machine;
using CompressionPipeline.Verdicts.Results;
using TorchSharp;

namespace CompressionPipeline.Stages.Tests.Benchmark;

public sealed class BenchmarkStageTests : IDisposable
{
    private static readonly BenchmarkOptions Options = new()
    {
        BatchSizes = [1, 2],
        OutputLength = 4,
        Loads = 3,
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
        Assert.Equal(["baseline", "variant"], latencies.Models.Select(model => model.Name));
        Assert.Equal(2 * 2 * 4, latencies.Cells.Count);
        Assert.All(
            latencies.Cells, cell => Assert.Equal((3 * 4, "onnxruntime", "ms"), (cell.Samples.Count, cell.Runtime, cell.Unit)));
        Assert.All(
            latencies.Cells, cell => Assert.True(cell.Summary!.P50 > 0, $"{cell.Model} {cell.Phase} took {cell.Summary.P50} ms"));
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
        var metric = metrics.Single(metric => metric.Name == "variant.latency.onnxruntime.batch2.first-token");
        Assert.Equal(("ms", Direction.LowerIsBetter, 3 * 4), (metric.Unit, metric.Direction, metric.Samples.Count));
    }

    [Fact]
    public void Should_Say_Which_File_Of_An_Export_Is_Missing()
    {
        // Given
        var inputs = Inputs();
        File.Delete(inputs[1].Artifact.File("decoder_model.onnx"));

        // When
        var error = Assert.Throws<PipelineException>(() => run.Run("benchmark", Options, inputs));

        // Then
        Assert.Contains(inputs[1].Artifact.File("decoder_model.onnx"), error.Message);
    }

    [Fact]
    public void Should_Time_The_Exports_And_Then_The_Checkpoints()
    {
        // Given
        var both = Options with { Runtimes = [TimedRuntime.Onnxruntime, TimedRuntime.Torch], BatchSizes = [2] };

        // When
        var latencies = Timed(both);

        // Then
        Assert.Equal(
            [("baseline", "onnxruntime"), ("variant", "onnxruntime"), ("baseline", "torch"), ("variant", "torch")],
            latencies.Models.Select(model => (model.Name, model.Runtime)));
        Assert.Equal(2 * 2 * 4, latencies.Cells.Count);
        Assert.All(
            latencies.Cells, cell => Assert.True(cell.Summary!.P50 > 0, $"{cell.Model} {cell.Phase} took {cell.Summary.P50} ms"));
        var phases = Enum.GetValues<Phase>().ToDictionary(
            phase => phase, phase => latencies.Find("baseline", "torch", 2, phase)!.Samples[0]);
        Assert.InRange(phases[Phase.Encoder] + phases[Phase.FirstToken] + (3 * phases[Phase.Token]), 0, phases[Phase.Total]);
        Assert.Contains("libtorch", latencies.Environment.Libraries.Keys);
    }

    [Fact]
    public void Should_Give_Torch_Its_Threads_Back()
    {
        // Given
        var before = torch.get_num_threads();

        // When
        Timed(Options with { Runtimes = [TimedRuntime.Torch], Threads = before + 1 });

        // Then
        Assert.Equal(before, torch.get_num_threads());
    }

    [Fact]
    public void Should_Say_That_So_Brief_A_Timing_Is_Noisy()
    {
        // When
        var latencies = Timed();

        // Then
        Assert.Contains(
            latencies.Noise,
            sentence => sentence.StartsWith(
                "timed for less than 10 s: baseline on onnxruntime at batch 1", StringComparison.Ordinal));
        Assert.Equal(latencies.Noise, run.Progress.Warnings);
    }

    [Fact]
    public void Should_Say_What_The_Machine_Was_Like()
    {
        // Given
        var machine = new FakeMachine();
        machine.Files["/proc/cpuinfo"] = "model name\t: Testium 9000\n";
        machine.NvidiaSmi["--query-gpu="] = "Testcard, 550.1, 1000, 10, 1400, 1500, 40, 0x0000000000000000\n";
        machine.NvidiaSmi["--query-compute-apps="] = "4711, Build, 10\n12, python, 20\n";
        var stage = new BenchmarkStage((_, _, _, _) => new FakeRuntime(), machine.Readers);
        var output = run.Artifact("benchmark");

        // When
        stage.Run(run.Context(Options, output, Inputs()));

        // Then
        var environment = StageFiles.Read<Latencies>(output.File(Latencies.FileName)).Environment;
        Assert.Equal(("Testium 9000", "cuda", "Testcard"), (environment.Processor, environment.Device, environment.Gpu!.Name));
        Assert.Equal(1400, environment.Before.GpuMegahertz);
        Assert.Equal(["12 python (20 MiB)"], environment.After.ForeignGpuProcesses);
        Assert.Equal("2.10", environment.Libraries["libtorch"]);
    }

    [Fact]
    public void Should_Measure_Memory_With_One_Model_And_Time_With_Two()
    {
        // Given
        var runtime = new FakeRuntime();

        // When
        new BenchmarkStage((_, _, _, _) => runtime, new FakeMachine().Readers).Run(
            run.Context(Options, run.Artifact("benchmark"), Inputs()));

        // Then
        Assert.Equal((2, 0, true), (runtime.MostHeld, runtime.Held, runtime.Gone));
    }

    [Theory]
    [InlineData(TimedRuntime.Onnxruntime)]
    [InlineData(TimedRuntime.Torch)]
    public void Should_Refuse_A_Gpu_That_Is_Not_There(TimedRuntime runtime)
    {
        // Given
        if (torch.cuda.is_available())
            return;

        // When
        var error = Assert.Throws<PipelineException>(
            () => Timed(Options with { Runtimes = [runtime], Device = DeviceChoice.Cuda }));

        // Then
        Assert.Matches("device:? cpu", error.Message);
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(40)]
    public void Should_Leave_No_Result_Where_The_Gpu_Vanishes_In_The_Middle(int generations)
    {
        // Given
        var runtime = new FakeRuntime(new ExternalException("CUDA error: unspecified launch failure\nmore"), generations);
        var stage = new DeviceGuard(new BenchmarkStage((_, _, _, _) => runtime, new FakeMachine().Readers));
        var output = run.Artifact("benchmark");

        // When
        var error = Assert.Throws<PipelineException>(() => stage.Run(run.Context(Options, output, Inputs())));

        // Then
        Assert.Contains(
            "The GPU stopped answering (CUDA error: unspecified launch failure). Nothing was written; run the same command "
                + "again.",
            error.Message);
        Assert.Empty(Directory.GetFiles(output.Folder));
        Assert.Equal((0, true), (runtime.Held, runtime.Gone));
    }

    public void Dispose() => run.Dispose();

    private Latencies Timed(BenchmarkOptions? options = null) =>
        StageFiles.Read<Latencies>(run.Run("benchmark", options ?? Options, Inputs()).File(Latencies.FileName));

    private (string Role, Artifact Artifact)[] Inputs()
    {
        var (unpruned, candidate) = (run.Checkpoint(), run.Checkpoint(tiny => tiny with { NumDecoderLayers = 1 }));
        return
        [
            ("baseline", run.Export(unpruned)), ("variant", run.Export(candidate)),
            ("baseline.checkpoint", unpruned), ("variant.checkpoint", candidate), ("data", run.Data),
        ];
    }
}
