using System.Diagnostics;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>The repository's own git.</summary>
/// <param name="root">The work tree.</param>
internal sealed class Git(string root)
{
    /// <summary>What a command printed, trimmed; null where it failed.</summary>
    /// <exception cref="PipelineException">There is no git.</exception>
    public string? Ask(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            errors.Wait();
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new PipelineException("git is not on this machine, and without it nothing can be compared with the base of a pull request: install git.");
        }
    }
}
