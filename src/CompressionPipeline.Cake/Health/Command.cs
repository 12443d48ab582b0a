using System.ComponentModel;
using System.Diagnostics;

namespace CompressionPipeline.Cake.Health;

/// <summary>Asks a program that may not be there.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What it printed, or null where it is missing, hangs or fails.</summary>
    public static IReadOnlyList<string>? Lines(string program, string arguments)
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
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
            return process.ExitCode == 0 ? output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public static string? FirstLine(string program, string arguments) => Lines(program, arguments) is [var first, ..] ? first : null;
}
