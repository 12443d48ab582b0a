using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub;

/// <summary>The page that GitHub shows of a step, through the file that <c>GITHUB_STEP_SUMMARY</c> names.</summary>
public static class StepSummary
{
    /// <summary>The most bytes that GitHub shows; of a longer file it shows nothing.</summary>
    public const int Limit = 1 << 20;

    private const string Note = "\n\n(Cut off: GitHub shows no more than 1 MiB here.)\n";

    /// <summary>Appends Markdown; its last lines are left out, and that is said, where it does not fit behind what is there.</summary>
    /// <param name="path">As in <c>GITHUB_STEP_SUMMARY</c>.</param>
    /// <param name="markdown">Markdown without HTML: tags are shown, not obeyed.</param>
    /// <returns>How many lines were left out.</returns>
    /// <exception cref="PipelineException">The file cannot be written.</exception>
    public static int Append(string path, string markdown)
    {
        var room = Limit - (File.Exists(path) ? new FileInfo(path).Length : 0);
        var (text, leftOut) = (SafeBlock.Of(markdown) + "\n", 0);
        if (Encoding.UTF8.GetByteCount(text) > room)
        {
            (text, leftOut) = SafeBlock.Cut(text, LongestPrefix(text, (int)Math.Max(0, room - Note.Length)));
            text += Note;
        }
        if (Encoding.UTF8.GetByteCount(text) <= room)
            AppendedFile.Write(path, text);
        return leftOut;
    }

    /// <summary>How many of a text's first UTF-16 units take at most so many bytes.</summary>
    private static int LongestPrefix(string text, int most)
    {
        var (units, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > most)
                break;
            units += rune.Utf16SequenceLength;
        }
        return units;
    }
}
