using System.Globalization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>The commit that is released, and the version that its time gives: the same commit has the same version each time, a later one a higher.</summary>
/// <param name="Commit">40 hexadecimal characters.</param>
/// <param name="Version">Year, month and day, time of day, in UTC: <c>2026.1121.50518</c>.</param>
internal sealed record ReleaseVersion(string Commit, string Version)
{
    /// <exception cref="PipelineException">The folder is in no git repository with a commit.</exception>
    public static ReleaseVersion Read(string root)
    {
        var git = new Git(root);
        return git.Ask("rev-parse", "HEAD") is { Length: > 0 } commit && long.TryParse(git.Ask("show", "-s", "--format=%ct", "HEAD"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new(commit, Of(DateTimeOffset.FromUnixTimeSeconds(seconds)))
            : throw new PipelineException($"{root} has no commit, and a release is of one: release from a clone of the repository.");
    }

    // No part begins with a zero, as versions ask for.
    internal static string Of(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime.Year}.{(time.UtcDateTime.Month * 100) + time.UtcDateTime.Day}.{(time.UtcDateTime.Hour * 10_000) + (time.UtcDateTime.Minute * 100) + time.UtcDateTime.Second}");
}
