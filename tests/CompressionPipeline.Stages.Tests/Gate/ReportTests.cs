using CompressionPipeline.Core;
using CompressionPipeline.Stages.Gate;
using CompressionPipeline.Stages.Reports;
using CompressionPipeline.Stages.Results;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Gate;

public class ReportTests
{
    private static readonly GateOptions Tight = Sample.Rules with
    {
        Budgets = [.. Sample.Budgets.Select(budget => budget.Rule == BudgetRule.MinSpeedup ? budget with { Limit = 9 } : budget)],
    };

    private static readonly GateResult Untimed = Sample.Measured with { Variants = [Sample.Candidate with { Benchmark = null }] };

    public class TheRenderMethod
    {
        [Fact]
        public void Should_Say_What_Was_Gained_And_Lost() => Approve.Text(MarkdownReport.Render(Sample.Judged()), "report.pass");

        [Fact]
        public void Should_Say_Which_Budget_Broke_And_By_How_Much() => Approve.Text(MarkdownReport.Render(Sample.Judged(rules: Tight)), "report.fail");

        [Fact]
        public void Should_Say_What_Is_Missing() => Approve.Text(MarkdownReport.Render(Sample.Judged(Untimed)), "report.invalid");
    }

    public class TheConsoleTable
    {
        [Fact]
        public void Should_Say_Why_It_Passed() => Approve.Text(ConsoleTable.Render(Sample.Judged())[0].ToText(), "console.pass");

        [Fact]
        public void Should_Say_Why_It_Failed() => Approve.Text(ConsoleTable.Render(Sample.Judged(rules: Tight))[0].ToText(), "console.fail");
    }
}
