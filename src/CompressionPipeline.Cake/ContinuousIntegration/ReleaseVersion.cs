using System.Globalization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>The commit that is released, and the version, which is the commit's time.</summary>
/// <param name="Commit">40 hexadecimal characters.</param>
/// <param name="Version">Year, month and day, time of day, in UTC: <c>2026.1121.50518</c>.</param>
internal sealed record ReleaseVersion(string Commit, string Version)
{
    public static ReleaseVersion Read(string root)
    {
        var git = new Git(root);
        var time = git.Ask("show", "-s", "--format=%ct", "HEAD");
        return git.Ask("rev-parse", "HEAD") is { Length: > 0 } commit
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new(commit, Of(DateTimeOffset.FromUnixTimeSeconds(seconds)))
            : throw new PipelineException($"{root} has no commit: release from a clone of the repository.");
    }

    // Numbers without leading zeros, as NuGet and SemVer require.
    internal static string Of(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var (day, clock) = ((utc.Month * 100) + utc.Day, (utc.Hour * 10_000) + (utc.Minute * 100) + utc.Second);
        return string.Create(CultureInfo.InvariantCulture, $"{utc.Year}.{day}.{clock}");
    }
}
