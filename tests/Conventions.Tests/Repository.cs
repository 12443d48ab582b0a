using System.Diagnostics;
using System.Text.RegularExpressions;
using TestKit;

namespace Conventions.Tests;

/// <summary>The files a clone would have, by path relative to the root, with <c>/</c>.</summary>
internal static class Repository
{
    private static readonly Lazy<IReadOnlyList<string>> All = new(List);

    /// <summary>Files whose path matches a regular expression.</summary>
    public static IEnumerable<string> Files(string pattern) => All.Value.Where(path => Regex.IsMatch(path, pattern));

    public static bool Has(string path) => File.Exists(RepositoryRoot.Combine(path))
        || Directory.Exists(RepositoryRoot.Combine(path));

    public static string Text(string path) => File.ReadAllText(RepositoryRoot.Combine(path));

    public static string[] Lines(string path) => File.ReadAllLines(RepositoryRoot.Combine(path));

    /// <summary>What git tracks or would track; where there is no git (a source archive), every file outside build
    /// outputs.</summary>
    private static List<string> List()
    {
        var listed = Git("ls-files --cached --others --exclude-standard") ?? Directory
            .EnumerateFiles(RepositoryRoot.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/'))
            .Where(path => !Regex.IsMatch(path, @"(^|/)(\.git|artifacts|bin|obj|node_modules)/"));
        return [.. listed.Where(Has).Order(StringComparer.Ordinal)];
    }

    private static string[]? Git(string arguments)
    {
        if (!Has(".git"))
            return null;
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = RepositoryRoot.Path,
                RedirectStandardOutput = true,
            })!;
            var paths = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            return git.ExitCode == 0 ? paths : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
