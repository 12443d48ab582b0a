using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Releases;

/// <summary>
/// The hidden line in a release's text that says what was released: how a later run finds what it compares with.
/// </summary>
/// <param name="ContentKey">The entry's content key, 64 lower-case hexadecimal characters: data, options, code versions.</param>
/// <param name="Commit">The commit that it was made from, 40 or 64 lower-case hexadecimal characters.</param>
internal sealed partial record ReleaseMark(string Model, string ContentKey, string Commit)
{
    /// <summary>The mark in a release's text; null where there is none.</summary>
    public static ReleaseMark? Of(string? body) =>
        Line().Match(body ?? "") is { Success: true } line && EntryName.IsValid(line.Groups["model"].Value)
        ? new(line.Groups["model"].Value, line.Groups["content"].Value, line.Groups["commit"].Value)
        : null;

    public override string ToString() => $"<!-- compression-pipeline: release={Model} content={ContentKey} commit={Commit} -->";

    internal ReleaseMark Checked() => Of(ToString()) == this
        ? this
        : throw new PipelineException(
            $"A release of '{SingleLine.Of(Model)}' with content key '{SingleLine.Of(ContentKey)}' and commit "
                + $"'{SingleLine.Of(Commit)}' cannot be marked: "
            + $"a model's name must be {EntryName.Meaning}; a key and a commit are hexadecimal.");

    [GeneratedRegex(
        @"<!-- compression-pipeline: release=(?<model>[^ ]+) content=(?<content>[0-9a-f]{64}) "
        + @"commit=(?<commit>[0-9a-f]{40}|[0-9a-f]{64}) -->")]
    private static partial Regex Line();
}
