using System.ComponentModel;
using System.Diagnostics;

namespace CompressionPipeline.Core;

/// <summary>Runs a program that may be missing.</summary>
public static class Command
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>What the program printed, or null where it is missing, hangs or fails.</summary>
    public static string? Output(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (process.WaitForExit(Timeout))
                return process.ExitCode == 0 ? output.Result : null;
            process.Kill(entireProcessTree: true);
            return null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
