using CompressionPipeline.Stages.Benchmark.Machine;

namespace CompressionPipeline.Stages.Tests.Benchmark.Machine;

public class ProcessorProbeTests
{
    private readonly FakeMachine machine = new();

    private ProcessorProbe Probe => new(machine.Readers.File);

    [Fact]
    public void Should_Know_The_Processor_By_Its_Own_Name()
    {
        // Given
        machine.Files["/proc/cpuinfo"] = "processor\t: 0\nmodel name\t: Testium 9000: the fast one\ncpu MHz\t\t: 2000.5\n";

        // Then
        Assert.Equal("Testium 9000: the fast one", Probe.Name());
    }

    [Fact]
    public void Should_Take_The_Clock_Of_The_Moment_Where_The_System_Tells_One()
    {
        // Given
        machine.Files["/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq"] = "3000000\n";
        machine.Files["/sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq"] = "2000000\n";
        machine.Files["/proc/cpuinfo"] = "cpu MHz\t\t: 1000.0\n";

        // Then
        Assert.Equal(2500, Probe.Megahertz());
    }

    [Fact]
    public void Should_Else_Take_What_The_Cores_Say_Of_Themselves()
    {
        // Given
        machine.Files["/proc/cpuinfo"] = "cpu MHz\t\t: 1000.0\ncpu MHz\t\t: 2000.0\n";

        // Then
        Assert.Equal(1500, Probe.Megahertz());
    }

    [Fact]
    public void Should_Count_The_Throttles_Of_All_Cores()
    {
        // Given
        machine.Files["/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count"] = "3\n";
        machine.Files["/sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count"] = "4\n";

        // Then
        Assert.Equal(7, Probe.Throttles());
    }

    [Fact]
    public void Should_Tell_Nothing_Where_The_System_Tells_Nothing()
    {
        // Then
        Assert.NotEqual("", Probe.Name());
        Assert.Null(Probe.Megahertz());
        Assert.Null(Probe.Throttles());
    }
}
