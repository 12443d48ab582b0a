using CompressionPipeline.Stages.Benchmark.Machine;

namespace CompressionPipeline.Stages.Tests.Benchmark.Machine;

public class GpuProcessesTests
{
    private readonly FakeMachine machine = new();

    private IReadOnlyList<string> Foreign(params string[] lines)
    {
        machine.NvidiaSmi["--query-compute-apps="] = string.Join('\n', lines) + "\n";
        return [.. new GpuProcesses(machine.Readers).Foreign().Select(process => process.ToString())];
    }

    [Fact]
    public void Should_Call_All_Others_Foreign_Where_This_Process_Is_Listed()
    {
        // Then
        Assert.Equal(
            ["12 /usr/bin/python, the third (512 MiB)", "13 [Not Found]"],
            Foreign("12, /usr/bin/python, the third, 512", "4711, /opt/app/Build, 900", "13, [Not Found], [N/A]"));
    }

    [Theory]
    [InlineData("99, [Not Found], 900")]
    [InlineData("99, /opt/app/Build, 900")]
    [InlineData("99, /proc/self/exe, 900")]
    public void Should_Not_Call_Foreign_What_May_Be_This_Process_Under_The_Hosts_Number(string line)
    {
        // Then
        Assert.Empty(Foreign(line));
    }

    [Fact]
    public void Should_Call_Foreign_What_Is_More_Than_One_Process_Can_Be()
    {
        // Then
        Assert.Equal(["12 python (512 MiB)"], Foreign("12, python, 512", "99, [Not Found], 900"));
        Assert.Equal(["99 [Not Found] (900 MiB)"], Foreign("99, [Not Found], 900", "98, /opt/app/Build, 512"));
    }

    [Theory]
    [InlineData(""), InlineData("No running processes found")]
    public void Should_Call_Nobody_Foreign_Where_The_Driver_Lists_Nobody(string line)
    {
        // Then
        Assert.Empty(Foreign(line));
    }

    [Fact]
    public void Should_Not_Need_The_Drivers_Tool()
    {
        // Then
        Assert.Empty(new GpuProcesses(machine.Readers).Foreign());
        Assert.Null(new GpuProcesses(machine.Readers).OwnBytes());
    }
}
