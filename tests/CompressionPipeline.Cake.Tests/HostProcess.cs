using System.Diagnostics;

namespace CompressionPipeline.Cake.Tests;

/// <summary>The host as a program of its own, with its own stages and clock.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process host;
    private readonly Task<string[]> output;

    public HostProcess(HostFixture fixture, string target)
    {
        var program = typeof(Build.Tasks.Test).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [
            "exec", "--runtimeconfig", Beside("runtimeconfig.json"), "--depsfile", Beside("deps.json"), program,
            "--target", target,
        ])
        {
            WorkingDirectory = fixture.File(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in fixture.Variables)
            start.Environment[name] = value;
        host = Process.Start(start)!;
        output = Task.WhenAll(host.StandardOutput.ReadToEndAsync(), host.StandardError.ReadToEndAsync());
    }

    /// <summary>Waits for it.</summary>
    public async Task<(int Code, string Output, string Errors)> End()
    {
        var heard = await output;
        await host.WaitForExitAsync();
        return (host.ExitCode, heard[0], heard[1]);
    }

    /// <summary>
    /// Sends a signal: <c>INT</c> as Actions does to a cancelled job, <c>KILL</c> as it does when that does not help.
    /// </summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{host.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        host.Kill();
        host.Dispose();
    }

    // What the host needs lies beside these tests, and their files say so.
    private static string Beside(string kind) => Path.ChangeExtension(typeof(HostProcess).Assembly.Location, kind);
}
