using System.Collections.Concurrent;
using System.Diagnostics;
using Cake.Core.Diagnostics;

namespace Cake.Core.IO;

internal sealed class ProcessRunner(ICakeEnvironment environment, ICakeLog log) : IProcessRunner
{
    public IProcess Start(FilePath filePath, ProcessSettings settings)
    {
        ArgumentNullException.ThrowIfNull(filePath);
        ArgumentNullException.ThrowIfNull(settings);
        var start = new ProcessStartInfo(filePath.FullPath)
        {
            Arguments = settings.Arguments?.Render() ?? "",
            WorkingDirectory = (settings.WorkingDirectory ?? environment.WorkingDirectory).MakeAbsolute(environment).FullPath,
            UseShellExecute = false,
            RedirectStandardOutput = settings.RedirectStandardOutput,
            RedirectStandardError = settings.RedirectStandardError,
        };
        foreach (var (name, value) in settings.EnvironmentVariables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        if (!settings.Silent)
            log.Verbose("Executing: {0} {1}", start.FileName, settings.Arguments?.RenderSafe() ?? "");
        var process = Process.Start(start) ?? throw new CakeException("Could not start process.");
        return new RunningProcess(process, settings);
    }
}

internal sealed class RunningProcess : IProcess
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new(), errors = new();

    public RunningProcess(Process process, ProcessSettings settings)
    {
        this.process = process;
        if (settings.RedirectStandardOutput)
        {
            process.OutputDataReceived += (_, line) => Keep(output, line.Data, settings.RedirectedStandardOutputHandler);
            process.BeginOutputReadLine();
        }
        if (settings.RedirectStandardError)
        {
            process.ErrorDataReceived += (_, line) => Keep(errors, line.Data, settings.RedirectedStandardErrorHandler);
            process.BeginErrorReadLine();
        }
    }

    public void WaitForExit() => process.WaitForExit();

    public bool WaitForExit(int milliseconds) => process.WaitForExit(milliseconds);

    public int GetExitCode() => process.ExitCode;

    public IEnumerable<string> GetStandardError() => [.. errors];

    public IEnumerable<string> GetStandardOutput() => [.. output];

    public void Kill() => process.Kill();

    public void Dispose() => process.Dispose();

    private static void Keep(ConcurrentQueue<string> lines, string line, Func<string, string> handler)
    {
        if (line is not null && (handler is null ? line : handler(line)) is { } kept)
            lines.Enqueue(kept);
    }
}
