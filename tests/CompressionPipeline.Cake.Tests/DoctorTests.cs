using CompressionPipeline.Cake.Health;
using Spectre.Console;
using TestKit;

namespace CompressionPipeline.Cake.Tests;

public sealed class DoctorTests : IDisposable
{
    private readonly HostFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Should_Find_A_Machine_That_Runs_These_Tests_Fit()
    {
        // When
        var code = fixture.Run("--target", "Doctor");

        // Then
        Assert.Equal(0, code);
        Assert.Matches(@"fp32 GEMM +ok +\d+ GFLOP/s with \d+ threads", fixture.Output);
        Assert.Matches(@"ONNX Runtime +ok +\d+\.\d+\.\d+; the processor runs a model", fixture.Output);
        Assert.Matches(@"disk +(ok|poor) +\d+\.\d GiB free", fixture.Output);
        Assert.Contains("The pipeline can run here.", fixture.Output);
    }

    [Fact]
    public void Should_Look_At_The_Disk_Of_A_Store_Elsewhere()
    {
        // Given
        fixture.Set("COMPRESSION_STORE", fixture.File("elsewhere"));

        // When
        fixture.Run("--target", "Doctor");

        // Then
        Assert.Matches(@"disk +(ok|poor) +\d+\.\d GiB free for <root>/elsewhere", fixture.Output);
    }

    [Fact]
    public void Should_Find_That_The_Store_Cannot_Be_Written()
    {
        // Given: a file lies where the folder would
        fixture.Write("elsewhere", "");
        fixture.Set("COMPRESSION_STORE", fixture.File("elsewhere"));

        // When
        var code = fixture.Run("--target", "Doctor");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("The pipeline cannot run here: disk.", fixture.Errors);
    }

    [Fact]
    public void Should_Put_The_Fix_Under_What_It_Found()
    {
        // Given
        var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(screen) });
        console.Profile.Width = 100;

        // When
        console.Write(Examination.Table(
        [
            Finding.Good("processors", "2 threads"),
            Finding.Poor("BLAS", "reference BLAS", "install OpenBLAS"),
            Finding.Broken("libtorch", "does not load", "install it"),
        ]));

        // Then
        Approve.Text(string.Join('\n', screen.ToString().Split('\n').Select(line => line.TrimEnd())), "doctor");
    }
}
