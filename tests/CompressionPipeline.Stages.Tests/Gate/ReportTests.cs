using CompressionPipeline.Core;
using CompressionPipeline.Stages.Gate;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Gate;

public class ReportTests
{
    private static GateResult Passing => Judge.Apply(Sample.Measured, Sample.Budgets);

    private static GateResult Failing => Judge.Apply(
        Sample.Measured,
        [.. Sample.Budgets.Select(budget => budget.Rule == BudgetRule.MinSpeedup ? budget with { Limit = 9 } : budget)]);

    private static GateResult Unjudged => Judge.Apply(
        Sample.Measured with { Variants = [Sample.Candidate with { Latency = [] }] }, Sample.Budgets);

    public class TheRenderMethod
    {
        [Fact]
        public void Should_Say_What_Was_Gained_And_Lost() => Approve.Text(Report.Render(Passing), "report.pass");

        [Fact]
        public void Should_Say_Which_Budget_Broke_And_By_How_Much() => Approve.Text(Report.Render(Failing), "report.fail");

        [Fact]
        public void Should_Say_What_Is_Missing() => Approve.Text(Report.Render(Unjudged), "report.invalid");
    }

    public class TheConsoleTable
    {
        [Fact]
        public void Should_Say_Why_It_Passed() => Approve.Text(ConsoleTable.Render(Passing)[0].ToText(), "console.pass");

        [Fact]
        public void Should_Say_Why_It_Failed() => Approve.Text(ConsoleTable.Render(Failing)[0].ToText(), "console.fail");
    }

    public class TheResultFile
    {
        [Fact]
        public void Should_Have_The_Approved_Shape() => Approve.Text(StageFiles.Text(Passing), "result.json");

        [Fact]
        public void Should_Come_Back_As_It_Was_Written()
        {
            // Given
            using var folder = new TemporaryFolder();
            StageFiles.Write(folder.File("result.json"), Failing);

            // When
            var read = GateResult.Read(folder.File("result.json"));

            // Then
            Assert.Equal(StageFiles.Text(Failing), StageFiles.Text(read));
            Assert.Equal(Verdict.Fail, read.Verdict);
        }

        [Fact]
        public void Should_Get_The_Places_Of_Its_Budgets_From_The_Manifest()
        {
            // Given
            var result = Judge.Apply(Sample.Measured, [.. Sample.Budgets.Select(budget => budget with { Location = null })]);

            // When
            var located = result.Locate(Sample.Budgets);

            // Then
            Assert.Equal(
                "models.yaml(27,18): dotnet-docs/shallow-decoder: latency min-speedup 1.5 at batch size 1: "
                + "2.00x (12.00 ms → 6.00 ms), 0.50x to spare",
                located.Variants[0].Budgets[2].Message("dotnet-docs/shallow-decoder"));
        }
    }
}
