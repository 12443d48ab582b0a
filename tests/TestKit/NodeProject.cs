using System.Diagnostics;
using Xunit;

namespace TestKit;

/// <summary>A copy of a folder of the test kit with a <c>package-lock.json</c>, its packages installed.</summary>
public sealed class NodeProject : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public NodeProject(string name)
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "TestKit", name)))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        var (code, output) = Run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        Assert.True(code == 0, $"npm ci failed; are Node and its registry there? {output}");
    }

    public string Folder => folder.Path;

    /// <summary>Runs a script.</summary>
    /// <returns>Its exit code, and what it printed; of a failure also its errors.</returns>
    public (int Code, string Output) Node(string script, params IEnumerable<string> arguments) =>
        Run("node", [script, .. arguments]);

    public void Dispose() => folder.Dispose();

    private (int Code, string Output) Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
    }
}
