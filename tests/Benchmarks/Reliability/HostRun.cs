using System.Diagnostics;

namespace Benchmarks.Reliability;

/// <summary>This repository's host as a process of its own, whose lines are heard as they come.</summary>
internal sealed class HostRun : IDisposable
{
    private readonly Process host;
    private readonly List<string> lines = [];

    /// <summary>Starts the target Gate, which runs every stage.</summary>
    /// <param name="folder">The folder with <c>models.yaml</c>.</param>
    /// <param name="store">The store's folder.</param>
    /// <param name="through">A program that starts the host, with its arguments; empty starts it directly.</param>
    public HostRun(string folder, string store, params IReadOnlyList<string> through)
    {
        string[] command =
        [
            .. through, "dotnet", "exec", "--runtimeconfig", Beside("runtimeconfig.json"), "--depsfile", Beside("deps.json"),
            typeof(CompressionPipeline.Build.Tasks.Test).Assembly.Location, "--target", "Gate",
        ];
        host = new Process
        {
            StartInfo = new(command[0], command[1..])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["COMPRESSION_STORE"] = store, ["NO_COLOR"] = "1" },
            },
        };
        host.OutputDataReceived += (_, line) => Hear(line.Data);
        host.ErrorDataReceived += (_, line) => Hear(line.Data);
        host.Start();
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Lines { get { lock (lines) return [.. lines]; } }

    public string Output => string.Join('\n', Lines);

    /// <summary>The stage that it was in: the last one that runs and is not done; null between two.</summary>
    public string? Stage =>
        Lines.Where(line => line.Contains(": runs,", StringComparison.Ordinal)).Select(Id).LastOrDefault() is { } id
        && !Lines.Any(line => line.StartsWith(id + ": done", StringComparison.Ordinal)) ? id : null;

    /// <summary>The stages that it finished, in order, each with its seconds.</summary>
    public IReadOnlyList<(string Id, double Seconds)> Done() =>
    [
        .. Lines.Where(line => line.Contains(": done in ", StringComparison.Ordinal)).Select(line => (Id(line),
            double.Parse(line.Split(": done in ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))),
    ];

    /// <summary>Waits until a line begins so; false where the program ends before.</summary>
    public bool Reaches(string beginning)
    {
        while (!Lines.Any(line => line.StartsWith(beginning, StringComparison.Ordinal)))
        {
            if (host.WaitForExit(TimeSpan.FromMilliseconds(2)))
                return false;
        }
        return true;
    }

    /// <summary>SIGKILL after a while; false where the program has ended before.</summary>
    public bool KillAfter(TimeSpan time)
    {
        if (host.WaitForExit(time))
            return false;
        host.Kill();
        End();
        return true;
    }

    public int End()
    {
        host.WaitForExit();
        return host.ExitCode;
    }

    public void Dispose()
    {
        if (!host.HasExited)
            host.Kill();
        host.Dispose();
    }

    private void Hear(string? line)
    {
        lock (lines)
        {
            if (line is not null)
                lines.Add(line);
        }
    }

    private static string Id(string line) => line.Split(": ")[0];

    // What the host needs lies beside this program, and its files say so.
    private static string Beside(string kind) => Path.ChangeExtension(typeof(HostRun).Assembly.Location, kind);
}
