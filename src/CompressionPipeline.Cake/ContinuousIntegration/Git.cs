using System.Diagnostics;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>The repository's own git.</summary>
internal sealed class Git(string root, IReadOnlyDictionary<string, string>? variables = null)
{
    /// <summary>Why the last command failed, in git's own words; empty where it said nothing.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Why a shallow clone lacks commits, and what brings them.</summary>
    public const string HowToDeepen = "the clone is shallow: run git fetch --unshallow, or let checkout have fetch-depth: 0";

    public bool IsShallow => Ask("rev-parse", "--is-shallow-repository") == "true";

    /// <summary>The trimmed output of a git command; null where it failed.</summary>
    public string? Ask(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // What git says is read, and shown beside our own words.
                Environment = { ["LC_ALL"] = "C" },
            };
            foreach (var (name, value) in variables ?? new Dictionary<string, string>())
                start.Environment[name] = value;
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            Reason = git.ExitCode == 0 ? "" : SaidBy(errors.Result);
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new PipelineException("git is not installed, and nothing can be compared with an earlier commit without it.");
        }
    }

    /// <summary>Whether git says that a repository is another user's: in its words of 2.36 and later, or of 2.35.2.</summary>
    internal static bool IsDistrust(string errors) => errors.Contains("dubious ownership", StringComparison.Ordinal)
        || errors.Contains("unsafe repository", StringComparison.Ordinal);

    private string SaidBy(string errors)
    {
        // Every command would fail, which must not look like a repository without earlier commits.
        return IsDistrust(errors)
            ? throw new PipelineException(
                $"git refuses {root}, because it belongs to another user (detected dubious ownership). If you trust it, run: "
                + $"git config --global --add safe.directory '{root.Replace("'", @"'\''", StringComparison.Ordinal)}'")
            : errors.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0)?.Replace(
                "fatal: ", "", StringComparison.Ordinal) ?? "";
    }
}
