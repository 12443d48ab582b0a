using System.Text;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Actions;
using CompressionPipeline.GitHub.Comments;
using TestKit;

namespace CompressionPipeline.GitHub.Tests.Actions;

public static class ActionsTests
{
    public sealed class JobOutputsAppend
    {
        [Fact]
        public void Should_Hand_On_Any_Value()
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write("output", "earlier=1\n");
            var values = new Dictionary<string, string>
            {
                ["matrix"] = "{\"include\":[]}",
                ["lines"] = "a\nb\r\nEOF\ninjected=1\nname<<EOF",
                ["empty"] = "",
            };

            // When
            JobOutputs.Append(path, values);

            // Then
            Assert.Equal(values.Prepend(new("earlier", "1")), Parse(File.ReadAllText(path)));
        }

        [Theory]
        [InlineData("a=b\nc")]
        [InlineData("1st")]
        [InlineData("")]
        public void Should_Refuse_What_Is_No_Name(string name)
        {
            // Given
            using var folder = new TemporaryFolder();

            // Then
            Assert.Throws<PipelineException>(() => JobOutputs.Append(folder.File("output"), [new(name, "value")]));
            Assert.False(File.Exists(folder.File("output")));
        }

        /// <summary>As the runner reads the file.</summary>
        private static IEnumerable<KeyValuePair<string, string>> Parse(string text)
        {
            var match = Regex.Matches(
                text, @"\G(?:(?<name>[^=<\n]+)=(?<value>.*)|(?<name>[^=<\n]+)<<(?<end>.+)\n(?s:(?<value>.*?))\n\k<end>)\n");
            Assert.Equal(text.Length, match.Sum(output => output.Length));
            return match.Select(
                output => new KeyValuePair<string, string>(output.Groups["name"].Value, output.Groups["value"].Value));
        }
    }

    public sealed class StepSummaryAppend
    {
        [Fact]
        public void Should_Stay_Behind_What_Is_There()
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write("summary", "# Before\n");

            // When
            var fitted = StepSummary.Append(path, [new("Verdict", "PASS", 1)], "the run");

            // Then
            Assert.Equal(("# Before\n### Verdict\n\nPASS\n", true), (File.ReadAllText(path), fitted));
        }

        [Theory]
        [InlineData(0)]
        [InlineData(600_000)]
        [InlineData(StepSummary.Limit - 3)]
        [InlineData(StepSummary.Limit + 10)]
        public void Should_Never_Bring_The_File_Over_The_Limit(int before)
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write("summary", new string('x', before));
            var table = new CommentSection(
                "Table", "```\n" + string.Concat(Enumerable.Repeat("Länge 😀\n", 200_000)), 1) { CutAtLines = true };

            // When
            var fitted = StepSummary.Append(path, [new("Verdict", "PASS", 9), table], "the run");

            // Then
            Assert.False(fitted);
            Assert.True(new FileInfo(path).Length <= Math.Max(before, StepSummary.Limit));
            if (before < StepSummary.Limit - 30_000)
                Assert.Matches(@"```\n\n> \*\*Not everything fits\*\*.*the last [\d,]+ lines of “Table”", File.ReadAllText(
                    path, new UTF8Encoding(false, true)));
        }
    }
}
