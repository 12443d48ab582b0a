using System.Diagnostics;
using TestKit;

namespace Build.Tests;

/// <summary>Runs functions of build.sh's phases in an environment of the test's own.</summary>
internal static class Shell
{
    public static (int Code, string Output, string Errors) Run(
        string script, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(
            "bash", ["-c", "set -euo pipefail; for phase in build/scripts/*.sh; do source $phase; done; " + script])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}

/// <summary>A fact about the shell scripts, which Windows does not run.</summary>
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute() => Skip = OperatingSystem.IsWindows() ? "build.ps1 serves Windows" : null;
}

/// <summary>A theory about the shell scripts, which Windows does not run.</summary>
public sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "build.ps1 serves Windows" : null;
}
