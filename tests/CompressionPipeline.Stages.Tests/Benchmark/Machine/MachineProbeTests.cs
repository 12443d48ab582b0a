using CompressionPipeline.Stages.Benchmark.Machine;

namespace CompressionPipeline.Stages.Tests.Benchmark.Machine;

public class MachineProbeTests
{
    private readonly FakeMachine machine = new();

    [Fact]
    public void Should_Keep_The_Card_At_Work_While_It_Is_Looked_At()
    {
        // Given
        var (worked, enough) = (0, new ManualResetEventSlim());
        machine.NvidiaSmi["--query-gpu="] = "Testcard, 550.1, 1000, 10, 1400, 1500, 40, 0x0000000000000000\n";
        var readers = machine.Readers with
        {
            NvidiaSmi = arguments => { enough.Wait(TimeSpan.FromSeconds(30)); return machine.Readers.NvidiaSmi(arguments); },
        };

        // When
        var snapshot = new MachineProbe(readers).Read(onGpu: true, () => { if (++worked == 3) enough.Set(); });

        // Then
        Assert.True(worked >= 3);
        Assert.Equal(("Testcard", 1400.0), (snapshot.Gpu!.Name, snapshot.State.GpuMegahertz));
    }

    [Fact]
    public void Should_Not_Ask_For_A_Card_That_Is_Not_Used()
    {
        // Given
        machine.NvidiaSmi["--query-gpu="] = "Testcard, 550.1, 1000, 10, 1400, 1500, 40, 0x0000000000000008\n";
        machine.NvidiaSmi["--query-compute-apps="] = "1, python, 10\n2, python, 10\n";

        // When
        var snapshot = new MachineProbe(machine.Readers).Read(onGpu: false, () => { });

        // Then
        Assert.Null(snapshot.Gpu);
        Assert.Empty(snapshot.State.GpuThrottleReasons);
        Assert.Empty(snapshot.State.ForeignGpuProcesses);
    }

    [Fact]
    public void Should_Read_The_Load_Of_The_Last_Minute()
    {
        // Given
        machine.Files["/proc/loadavg"] = "1.25 0.50 0.10 2/97 28381\n";

        // Then
        Assert.Equal(1.25, new MachineProbe(machine.Readers).Read(onGpu: false, () => { }).State.LoadAverage);
    }

    [Fact]
    public void Should_Tell_Nothing_On_A_System_That_Tells_Nothing()
    {
        // When
        var snapshot = new MachineProbe(machine.Readers).Read(onGpu: true, () => { });

        // Then
        Assert.Equal((null, null), (snapshot.Gpu, snapshot.Times));
        Assert.Equal(
            (null, null, null, null),
            (snapshot.State.LoadAverage, snapshot.State.Megahertz, snapshot.State.Throttles, snapshot.State.GpuMegahertz));
    }
}
