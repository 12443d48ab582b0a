using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Spectre.Console;

namespace CompressionPipeline.Cake.Display;

/// <summary>Prints Cake's table of the tasks, then the final summary: a reader looks at the end of the screen.</summary>
internal sealed class SummaryReportPrinter(IAnsiConsole console, FinalSummary summary) : ICakeReportPrinter
{
    private readonly CakeSpectreReportPrinter table = new(console);

    public void Write(CakeReport report)
    {
        table.Write(report);
        summary.WriteTo(console);
    }

    public void WriteStep(string name, Verbosity verbosity) => table.WriteStep(name, verbosity);

    public void WriteLifeCycleStep(string name, Verbosity verbosity) => table.WriteLifeCycleStep(name, verbosity);

    public void WriteSkippedStep(string name, Verbosity verbosity) => table.WriteSkippedStep(name, verbosity);
}
