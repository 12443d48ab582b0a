using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;
using Spectre.Console;

namespace CompressionPipeline.Cake.Health;

/// <summary>Checks what the pipeline needs and prints it, with the command that fixes what is missing.</summary>
internal static class Examination
{
    private static readonly Func<PipelineContext, IEnumerable<Finding>>[] Checks =
    [
        MachineCheck.Sdk, MachineCheck.Packages, LibTorchCheck.Run, OnnxRuntimeCheck.Run, GpuCheck.Run,
        MachineCheck.Threads, MachineCheck.Disk,
    ];

    public static void Run(PipelineContext context, IAnsiConsole console)
    {
        var findings = Checks.SelectMany(check => check(context)).ToList();
        console.Write(Table(findings));
        var broken = findings.Where(finding => finding.Health == Health.Broken).ToList();
        if (broken.Count > 0)
        {
            var subjects = string.Join(", ", broken.Select(finding => finding.Subject));
            throw new PipelineException($"The pipeline cannot run here: {subjects}. The table says what to do.");
        }
        console.Write(new Text("The pipeline can run here.\n"));
    }

    internal static Grid Table(IEnumerable<Finding> findings)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var finding in findings)
        {
            var (mark, colour) = finding.Health switch
            {
                Health.Good => ("ok", Color.Green),
                Health.Poor => ("poor", Color.Yellow),
                _ => ("missing", Color.Red),
            };
            var fix = finding.Fix.Length > 0 ? $"\n→ {finding.Fix}" : "";
            grid.AddRow(new Text(finding.Subject), new Text(mark, new Style(colour)), new Text(finding.Text + fix));
        }
        return grid;
    }
}
