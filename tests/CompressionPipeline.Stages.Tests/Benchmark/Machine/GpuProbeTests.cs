using CompressionPipeline.Stages.Benchmark.Machine;

namespace CompressionPipeline.Stages.Tests.Benchmark.Machine;

public class GpuProbeTests
{
    private readonly FakeMachine machine = new();

    [Fact]
    public void Should_Read_The_Card_As_The_Driver_Prints_It()
    {
        // Given
        machine.NvidiaSmi["--query-gpu="] = "Testcard H1, 550.54.15, 81559, 1200, 1410, 1980, 64, 0x0000000000000024\n";

        // When
        var card = new GpuProbe(machine.Readers.NvidiaSmi).Read()!;

        // Then
        Assert.Equal(
            ("Testcard H1", "550.54.15", 81559L << 20, 1980.0),
            (card.Model.Name, card.Model.Driver, card.Model.MemoryBytes, card.Model.MaxMegahertz));
        Assert.Equal((1200L << 20, 1410.0, 64.0), (card.UsedBytes, card.Megahertz, card.Celsius));
        Assert.Equal(["software power cap", "software thermal slowdown"], card.ThrottleReasons);
    }

    [Fact]
    public void Should_Ask_An_Older_Driver_In_Its_Own_Words()
    {
        // Given: a driver that refuses the newer name
        const string Query = "--query-gpu=name,driver_version,memory.total,memory.used,clocks.sm,clocks.max.sm,temperature.gpu,"
            + "clocks_throttle_reasons.active";
        machine.NvidiaSmi[Query] = "Testcard, 470.1, 16000, 0, 300, 1500, 30, 0x0000000000000001\n";

        // When
        var card = new GpuProbe(machine.Readers.NvidiaSmi).Read();

        // Then
        Assert.Equal(300, card!.Megahertz);
    }

    [Fact]
    public void Should_Take_What_A_Card_Does_Not_Have_For_Unknown()
    {
        // Given
        machine.NvidiaSmi["--query-gpu="] = "Testcard, 550.1, [N/A], [N/A], [N/A], [Not Supported], 40, [N/A]\n";

        // When
        var card = new GpuProbe(machine.Readers.NvidiaSmi).Read()!;

        // Then
        Assert.Equal((0L, null, null, null), (card.Model.MemoryBytes, card.Model.MaxMegahertz, card.UsedBytes, card.Megahertz));
        Assert.Empty(card.ThrottleReasons);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("\n"), InlineData("No devices were found\n")]
    public void Should_Tell_Nothing_Where_There_Is_No_Card(string? answer)
    {
        // Given
        if (answer is not null)
            machine.NvidiaSmi["--query-gpu="] = answer;

        // Then
        Assert.Null(new GpuProbe(machine.Readers.NvidiaSmi).Read());
    }

    [Theory]
    [InlineData("0x0000000000000000", ""), InlineData("0x0000000000000001", ""), InlineData("0x0000000000000113", "")]
    [InlineData(
        "0x0000000000000008", "hardware slowdown"),
        InlineData("0x00000000000000C0", "hardware thermal slowdown, hardware power brake")]
    [InlineData("Active", ""), InlineData("", "")]
    public void Should_Call_Slowed_Down_Only_What_Nobody_Chose(string mask, string words)
    {
        // Then
        Assert.Equal(words, string.Join(", ", ThrottleReasons.Words(mask)));
    }
}
