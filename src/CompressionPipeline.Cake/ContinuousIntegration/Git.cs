using System.Diagnostics;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>The repository's own git.</summary>
/// <param name="root">The work tree.</param>
internal sealed class Git(string root)
{
    /// <summary>The trimmed output of a git command; null where it failed.</summary>
    /// <exception cref="PipelineException">git is not installed.</exception>
    public string? Ask(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            errors.Wait();
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new PipelineException("git is not installed, and nothing can be compared with an earlier commit without it.");
        }
    }
}
