using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Tests.Judging;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Reports;

public class ReportTests
{
    private static readonly GateOptions Tight = Sample.Rules with
    {
        Budgets = [.. Sample.Budgets.Select(budget => budget.Rule == BudgetRule.MinSpeedup ? budget with { Limit = 9 } : budget)],
    };

    private static readonly GateResult Untimed = Sample.Measured with { Variants = [Sample.Shallow with { Benchmark = null }] };

    public class TheMarkdown
    {
        [Fact]
        public void Should_Say_What_Was_Gained_And_Lost() => Approve.Text(MarkdownReport.Render(Sample.Judged()), "report.pass");

        [Fact]
        public void Should_Say_Which_Budget_Broke_And_By_How_Much() =>
            Approve.Text(MarkdownReport.Render(Sample.Judged(rules: Tight)), "report.fail");

        [Fact]
        public void Should_Say_What_Is_Missing() => Approve.Text(MarkdownReport.Render(Sample.Judged(Untimed)), "report.invalid");

        [Fact]
        public void Should_Say_What_Would_Settle_An_Open_Budget() =>
            Approve.Text(MarkdownReport.Render(SampleReport.Fail), "report.open");

        [Theory]
        [InlineData(6, "### The machine was noisy")]
        [InlineData(7, "<details><summary>The machine was noisy</summary>")]
        public void Should_Fold_A_Long_List_Of_What_Was_Noisy(int remarks, string title)
        {
            // Given
            var noise = Enumerable.Range(0, remarks).Select(i => $"remark {i}").ToList();
            var variant = Sample.Shallow with { Benchmark = Sample.Shallow.Benchmark! with { Noise = noise } };

            // When
            var result = Sample.Judged(Sample.Measured with { Variants = [variant] });

            // Then
            Assert.Contains(title, MarkdownReport.Render(result), StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Tell_The_Picked_Variant_In_Full_And_The_Others_In_A_Table() =>
            Approve.Text(MarkdownReport.Render(SampleReport.Sweep), "report.sweep");
    }

    public class TheConsole
    {
        [Fact]
        public void Should_Say_Why_It_Passed() => Approve.Text(Text(Sample.Judged()), "console.pass");

        [Fact]
        public void Should_Say_Why_It_Failed() => Approve.Text(Text(Sample.Judged(rules: Tight)), "console.fail");

        [Fact]
        public void Should_Say_What_Is_Open_And_What_Is_Waived() => Approve.Text(Text(SampleReport.Fail), "console.open");

        [Fact]
        public void Should_Put_Many_Variants_Into_One_Table() => Approve.Text(Text(SampleReport.Sweep), "console.sweep");

        [Fact]
        public void Should_Hold_Nothing_That_Moves_The_Cursor()
        {
            // When
            var text = Text(SampleReport.Hostile);

            // Then
            Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter != '\n');
            Assert.DoesNotContain('\u202e', text);
        }

        private static string Text(GateResult result) =>
            string.Join('\n', ConsoleTable.Render(result).Select(table => table.ToText()));
    }

    public class EveryFile
    {
        [Fact]
        public void Should_Be_The_Same_For_The_Same_Result() =>
            Assert.Equal(ReportFolder.Files(SampleReport.Sweep), ReportFolder.Files(SampleReport.Sweep));

        [Fact]
        public void Should_Stay_In_Its_Folder_Whatever_A_Variant_Is_Called()
        {
            // When
            var paths = ReportFolder.Files(SampleReport.Hostile).Select(file => file.Path).ToList();

            // Then
            Assert.Equal(paths.Count, paths.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(paths.Skip(2), path => Assert.Matches(@"^cards/[A-Za-z0-9_][A-Za-z0-9._-]*/README\.md$", path));
        }

        [Fact]
        public void Should_Be_There_Though_Nothing_Is_Known() =>
            Assert.Equal(
                ["report.md", "report.html", "cards/nothing/README.md"],
                ReportFolder.Files(SampleReport.Empty).Select(file => file.Path));
    }
}
