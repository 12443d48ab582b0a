using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;

namespace CompressionPipeline.GitHub.Actions;

/// <summary>The files that GitHub Actions reads after a step: the job's outputs and the step's page.</summary>
internal static class StepFiles
{
    /// <summary>The most bytes of a step's page that GitHub shows; of a longer file it shows nothing.</summary>
    public const int Limit = 1 << 20;

    // UTF-8 takes three bytes for a UTF-16 unit at most.
    private const int MostBytesPerUnit = 3;

    /// <summary>Hands values, one line each, to later steps and jobs.</summary>
    /// <param name="path">As in <c>GITHUB_OUTPUT</c>.</param>
    public static void AppendOutputs(string path, IEnumerable<KeyValuePair<string, string>> outputs) =>
        Append(path, string.Concat(outputs.Select(output => output.Value.AsSpan().IndexOfAny('\r', '\n') < 0
            ? $"{output.Key}={output.Value}\n"
            : throw new ArgumentException($"The output {output.Key} has several lines.", nameof(outputs)))));

    /// <summary>
    /// Appends sections to the step's page. Where they do not fit behind what is there, the least important are left out and
    /// named; without room for even that, nothing is appended.
    /// </summary>
    /// <param name="path">As in <c>GITHUB_STEP_SUMMARY</c>.</param>
    /// <param name="sections">In the order in which they are read.</param>
    /// <param name="elsewhere">Where everything is to be found; a line of Markdown.</param>
    public static void AppendSummary(string path, IReadOnlyList<ReportSection> sections, string elsewhere)
    {
        var room = Limit - (File.Exists(path) ? new FileInfo(path).Length : 0);
        var text = CommentBody.Render("", sections, elsewhere, int.MaxValue);
        if (Encoding.UTF8.GetByteCount(text) <= room)
            Append(path, text);
        else if (room / MostBytesPerUnit >= CommentBody.LeastLimit)
            Append(path, CommentBody.Render("", sections, elsewhere, (int)(room / MostBytesPerUnit)));
    }

    private static void Append(string path, string text) => OutputFolder.Write(path, () => File.AppendAllText(path, text));
}
