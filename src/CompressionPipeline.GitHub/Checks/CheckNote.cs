using CompressionPipeline.GitHub.Comments;
using Octokit;

namespace CompressionPipeline.GitHub.Checks;

/// <summary>The severity of a note.</summary>
internal enum CheckNoteLevel
{
    /// <summary>Information.</summary>
    Notice,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>A reason why the check failed.</summary>
    Failure,
}

/// <summary>A note beside a line of a file, as pull requests show it.</summary>
/// <param name="Path">The file, relative to the repository's root, with <c>/</c>.</param>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Level">Its severity.</param>
/// <param name="Title">A few words. At most 255 characters are shown.</param>
/// <param name="Message">Plain text. At most 60,000 characters are shown.</param>
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
