using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Releases;

/// <param name="Tag">Its tag: <c>&lt;model&gt;-&lt;version&gt;</c>.</param>
/// <param name="Notes">Markdown, cut off after 100,000 characters.</param>
/// <param name="Assets">The files, at least one.</param>
internal sealed partial record ReleasePlan(
    string Tag, ReleaseMark Mark, string Name, string Notes, IReadOnlyList<ReleaseFile> Assets)
{
    private const int LongestNotes = 100_000;

    internal string Body => Mark + "\n" + Shortened.Block(Notes, LongestNotes);

    internal ReleasePlan Checked()
    {
        Mark.Checked();
        if (!Plain().IsMatch(Tag))
            throw new PipelineException(
                $"'{SingleLine.Of(Tag)}' is not a tag for a release: use letters, digits, . _ and -, a letter or digit first.");
        if (Assets.Count == 0)
            throw new PipelineException($"The release {Tag} has no assets: name the files that belong to it.");
        foreach (var asset in Assets)
        {
            if (!Plain().IsMatch(asset.Name))
                throw new PipelineException(
                    $"'{SingleLine.Of(asset.Name)}' is not a name for an asset, GitHub would rename it: use letters, digits, . _ "
                    + "and -, a letter or digit first.");
        }
        return Assets.GroupBy(asset => asset.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new PipelineException($"The release {Tag} has two assets named {twice.Key}: give them different names.")
            : this;
    }

    [GeneratedRegex(@"\A(?!.*\.\.)(?!.*\.lock\z)[A-Za-z0-9][A-Za-z0-9._-]{0,199}(?<!\.)\z")]
    private static partial Regex Plain();
}

internal sealed record ReleaseFile(string Name, string Path);

internal enum ReleaseChange
{
    Published,

    Unchanged,
}

internal sealed record ReleaseOutcome(ReleaseChange Change, long Id, string? Url);
