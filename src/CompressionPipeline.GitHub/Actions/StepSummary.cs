using System.Text;
using CompressionPipeline.GitHub.Comments;

namespace CompressionPipeline.GitHub.Actions;

/// <summary>The page that GitHub shows of a step, through the file that <c>GITHUB_STEP_SUMMARY</c> names.</summary>
internal static class StepSummary
{
    /// <summary>The most bytes that GitHub shows; of a longer file it shows nothing.</summary>
    public const int Limit = 1 << 20;

    // UTF-8 takes three bytes for a UTF-16 unit at most.
    private const int MostBytesPerUnit = 3;

    /// <summary>
    /// Appends sections. Where they do not fit behind what is there, the least important are left out and named; without room for
    /// even that, nothing is appended.
    /// </summary>
    /// <param name="path">As in <c>GITHUB_STEP_SUMMARY</c>.</param>
    /// <param name="sections">In the order in which they are read.</param>
    /// <param name="elsewhere">Where everything is to be found; a line of Markdown.</param>
    /// <returns>Whether everything fitted.</returns>
    public static bool Append(string path, IReadOnlyList<CommentSection> sections, string elsewhere)
    {
        var room = Limit - (File.Exists(path) ? new FileInfo(path).Length : 0);
        var text = CommentBody.Render("", sections, elsewhere, int.MaxValue);
        var fits = Encoding.UTF8.GetByteCount(text) <= room;
        if (!fits && room / MostBytesPerUnit < CommentBody.LeastLimit)
            return false;
        AppendedFile.Write(path, fits ? text : CommentBody.Render("", sections, elsewhere, (int)(room / MostBytesPerUnit)));
        return fits;
    }
}
