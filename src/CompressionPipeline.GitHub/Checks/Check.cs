using CompressionPipeline.GitHub.Comments;
using Octokit;

namespace CompressionPipeline.GitHub.Checks;

/// <summary>The content of a check run.</summary>
/// <param name="Name">The check's name, by which branches require it.</param>
/// <param name="Commit">The commit that it is about, 40 hexadecimal characters: of a pull request, its head.</param>
/// <param name="ExternalId">By which the same check run is found again; a run that reports anew takes a new one.</param>
/// <param name="Summary">Markdown. What goes beyond 65,535 characters is cut off.</param>
internal sealed record Check(string Name, string Commit, string ExternalId, CheckResult Result, string Title, string Summary)
{
    public IReadOnlyList<CheckNote> Notes { get; init; } = [];

    /// <summary>Where the details are, for people; null for GitHub's own page.</summary>
    public string? DetailsUrl { get; init; }
}

/// <summary>How a check ends. A required check lets a merge through on success and neutral only.</summary>
public enum CheckResult
{
    /// <summary>Not yet ended.</summary>
    InProgress,

    /// <summary>It passed.</summary>
    Success,

    /// <summary>It blocks the merge.</summary>
    Failure,

    /// <summary>It has a remark, and does not block the merge.</summary>
    Neutral,

    /// <summary>It has no result, and blocks the merge until it is run again.</summary>
    Cancelled,
}

internal enum CheckNoteLevel
{
    Notice,
    Warning,
    Failure,
}

/// <summary>A note beside a line of a file, as pull requests show it.</summary>
/// <param name="Path">The file, relative to the repository's root, with <c>/</c>.</param>
/// <param name="Line">Its line, counted from 1.</param>
internal sealed record CheckNote(string Path, int Line, CheckNoteLevel Level, string Title, string Message)
{
    private const int LongestTitle = 255;
    private const int LongestMessage = 60_000;

    /// <summary>The note as GitHub will return it, for comparison with existing notes.</summary>
    internal CheckNote Sent() => new(
        Path.Replace('\\', '/').TrimStart('/'), Math.Max(1, Line), Level,
        Shortened.To(Title, LongestTitle), Shortened.To(Message, LongestMessage));

    internal static CheckNote Of(CheckRunAnnotation note) => new(
        note.Path,
        note.StartLine,
        note.AnnotationLevel is { } level && level.TryParse(out var known) ? (CheckNoteLevel)known : CheckNoteLevel.Notice,
        note.Title ?? "",
        note.Message ?? "");

    internal NewCheckRunAnnotation Annotation() => new(Path, Line, Line, (CheckAnnotationLevel)Level, Message) { Title = Title };
}
