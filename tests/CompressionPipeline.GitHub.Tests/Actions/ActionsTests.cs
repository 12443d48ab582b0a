using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Actions;
using TestKit;

namespace CompressionPipeline.GitHub.Tests.Actions;

public static class ActionsTests
{
    public sealed class StepFilesAppendOutputs
    {
        [Fact]
        public void Should_Stay_Behind_What_Is_There()
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write("output", "earlier=1\n");

            // When
            StepFiles.AppendOutputs(path, [new("matrix", "{\"include\":[]}"), new("empty", "")]);

            // Then
            Assert.Equal("earlier=1\nmatrix={\"include\":[]}\nempty=\n", File.ReadAllText(path));
        }

        [Theory]
        [InlineData("a\ninjected=1")]
        [InlineData("a\rinjected=1")]
        public void Should_Let_No_Value_Name_Another(string value)
        {
            // Given
            using var folder = new TemporaryFolder();

            // Then
            Assert.Throws<ArgumentException>(() => StepFiles.AppendOutputs(folder.File("output"), [new("name", value)]));
            Assert.False(File.Exists(folder.File("output")));
        }
    }

    public sealed class StepFilesAppendSummary
    {
        [Fact]
        public void Should_Stay_Behind_What_Is_There()
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write("summary", "# Before\n");

            // When
            StepFiles.AppendSummary(path, [new("Verdict", "PASS", 1)], "the run");

            // Then
            Assert.Equal("# Before\n### Verdict\n\nPASS\n", File.ReadAllText(path));
        }

        [Theory]
        [InlineData(0)]
        [InlineData(600_000)]
        [InlineData(StepFiles.Limit - 3)]
        [InlineData(StepFiles.Limit + 10)]
        public void Should_Never_Bring_The_File_Over_The_Limit(int before)
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write("summary", new string('x', before));
            var table = new ReportSection(
                "Table", "```\n" + string.Concat(Enumerable.Repeat("Länge 😀\n", 200_000)), 1) { CutAtLines = true };

            // When
            StepFiles.AppendSummary(path, [new("Verdict", "PASS", 9), table], "the run");

            // Then
            Assert.True(new FileInfo(path).Length <= Math.Max(before, StepFiles.Limit));
            if (before < StepFiles.Limit - 30_000)
                Assert.Matches(@"```\n\n> \*\*Not everything fits\*\*.*the last [\d,]+ lines of “Table”", File.ReadAllText(
                    path, new UTF8Encoding(false, true)));
        }
    }
}
