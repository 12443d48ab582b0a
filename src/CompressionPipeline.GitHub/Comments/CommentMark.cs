using System.Globalization;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub.Comments;

// The hidden first line by which a comment is known as ours: for which manifest it speaks, and which run wrote it.
internal sealed partial record CommentMark
{
    /// <param name="key">What the comment is about, for example the manifest's path; one pull request has one comment per key.
    /// What cannot stand in an HTML comment is replaced by its digest.</param>
    public CommentMark(string key, RunOrder run) => (Key, Run) = (Plain().IsMatch(key) ? key : Digest.OfText(key).Hex, run);

    public string Key { get; }

    public RunOrder Run { get; }

    // The mark of a comment's body; null where the body does not begin with one, as a quotation of ours does not.
    public static CommentMark? Of(string? body)
    {
        var line = Line().Match(body ?? "");
        return line.Success
            && long.TryParse(line.Groups["run"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            && int.TryParse(line.Groups["attempt"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
                ? new(line.Groups["key"].Value, new(run, attempt))
                : null;
    }

    // A body without its mark and without the differences that GitHub makes: line ends, white space at both ends.
    internal static string ContentOf(string body) => Line().Replace(body, "", 1).ReplaceLineEndings("\n").Trim();

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture, $"<!-- compression-pipeline: comment={Key} run={Run.Id} attempt={Run.Attempt} -->");

    [GeneratedRegex(@"^(?!.*--)[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$")]
    private static partial Regex Plain();

    [GeneratedRegex(
        @"\A<!-- compression-pipeline: comment=(?<key>[A-Za-z0-9._/-]{1,100}) run=(?<run>[0-9]{1,19}) "
        + @"attempt=(?<attempt>[0-9]{1,9}) -->\r?(\n|\z)")]
    private static partial Regex Line();
}

// Which run of a workflow something is from: a later run has the greater id, a repeated run the greater attempt.
internal readonly record struct RunOrder(long Id, int Attempt) : IComparable<RunOrder>
{
    public int CompareTo(RunOrder other) => Id != other.Id ? Id.CompareTo(other.Id) : Attempt.CompareTo(other.Attempt);
}
