using System.Diagnostics;

namespace CompressionPipeline.Cake.Tests;

/// <summary>The host as a program of its own, with its own stages and clock.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process host;
    private readonly Task<string[]> output;

    public HostProcess(string folder, string target)
    {
        host = Process.Start(new ProcessStartInfo("dotnet", [
            "exec", "--runtimeconfig", Beside("runtimeconfig.json"), "--depsfile", Beside("deps.json"), typeof(Build.Tasks.Test).Assembly.Location, "--target", target,
        ])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        output = Task.WhenAll(host.StandardOutput.ReadToEndAsync(), host.StandardError.ReadToEndAsync());
    }

    /// <summary>Waits for it.</summary>
    public async Task<(int Code, string Output)> End()
    {
        var heard = string.Concat(await output);
        await host.WaitForExitAsync();
        return (host.ExitCode, heard);
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
