using CompressionPipeline.Stages.Benchmark.Machine;

namespace CompressionPipeline.Stages.Tests.Benchmark.Machine;

public class ProcessorTimesTests
{
    private readonly FakeMachine machine = new();

    // user nice system idle iowait irq softirq steal guest guest_nice, in hundredths of a second.
    private ProcessorTimes At(string fields, double ownSeconds)
    {
        machine.Files["/proc/stat"] = $"cpu  {fields}\ncpu0 1 2 3\n";
        machine.OwnTime = TimeSpan.FromSeconds(ownSeconds);
        return ProcessorTimes.Read(machine.Readers)!;
    }

    [Fact]
    public void Should_Call_Foreign_What_Was_Busy_And_Not_Ours()
    {
        // Given: 10 s pass on two cores; 12 s of 20 were busy, 9 s of them ours
        var before = At("1000 0 0 5000 0 0 0 0 0 0", 5);

        // When
        var after = At("1900 100 200 5750 50 0 0 0 0 0", 14);

        // Then
        Assert.Equal(0.15, after.ForeignSince(before)!.Value, 9);
        Assert.Equal(0, after.StolenSince(before));
    }

    [Fact]
    public void Should_Tell_What_The_Hypervisor_Stole()
    {
        // Given
        var before = At("0 0 0 0 0 0 0 0", 0);

        // When
        var after = At("900 0 0 50 0 0 0 50", 9);

        // Then
        Assert.Equal(0.05, after.StolenSince(before)!.Value, 9);
        Assert.Equal(0, after.ForeignSince(before));
    }

    [Fact]
    public void Should_Not_Count_Guests_Twice()
    {
        // Given
        var before = At("0 0 0 0 0 0 0 0 0 0", 0);

        // When
        var after = At("500 0 0 500 0 0 0 0 400 0", 0);

        // Then
        Assert.Equal(0.5, after.ForeignSince(before)!.Value, 9);
    }

    [Fact]
    public void Should_Tell_Nothing_Where_No_Time_Has_Passed()
    {
        // Given
        var before = At("1 0 0 1 0 0 0 0", 0);

        // Then
        Assert.Null(before.ForeignSince(before));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("intr 1 2 3"), InlineData("cpu  1 2 3"), InlineData("cpu  a b c d e f g h")]
    public void Should_Tell_Nothing_Where_The_System_Tells_Nothing(string? text)
    {
        // Given
        if (text is not null)
            machine.Files["/proc/stat"] = text;

        // Then
        Assert.Null(ProcessorTimes.Read(machine.Readers));
    }
}
