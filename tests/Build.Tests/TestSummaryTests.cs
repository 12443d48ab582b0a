using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Core;
using TestKit;

namespace Build.Tests;

public sealed class TestSummaryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Should_Add_Up_Every_Result_File()
    {
        // Given
        Write("a.trx", total: 10, executed: 9, passed: 8);
        Write("b.trx", total: 5, executed: 5, passed: 5);

        // When
        var summary = TestSummary.OfFolder(folder.Path);

        // Then
        Assert.Equal("13 passed, 1 failed, 1 skipped", summary.ToString());
    }

    [Fact]
    public void Should_Leave_Out_Skipped_Where_None_Was()
    {
        // Given
        Write("a.trx", total: 2, executed: 2, passed: 2);

        // Then
        Assert.Equal("2 passed, 0 failed", TestSummary.OfFolder(folder.Path).ToString());
    }

    [Fact]
    public void Should_Count_Nothing_Where_Nothing_Ran() =>
        Assert.Equal("0 passed, 0 failed", TestSummary.OfFolder(folder.File("none")).ToString());

    [Theory]
    [InlineData("<TestRun><Results>")]
    [InlineData("<TestRun/>")]
    public void Should_Name_A_Result_File_That_Is_Cut_Off(string text)
    {
        // Given
        var file = folder.Write("a.trx", text);

        // When
        var error = Assert.Throws<PipelineException>(() => TestSummary.OfFolder(folder.Path));

        // Then
        Assert.StartsWith(file, error.Message);
    }

    private void Write(string name, int total, int executed, int passed) => folder.Write(name, $"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <ResultSummary outcome="Completed">
            <Counters total="{total}" executed="{executed}" passed="{passed}" failed="{executed - passed}" error="0" />
          </ResultSummary>
        </TestRun>
        """);
}
