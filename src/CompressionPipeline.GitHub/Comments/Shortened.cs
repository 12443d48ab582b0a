namespace CompressionPipeline.GitHub.Comments;

/// <summary>Shortens texts to GitHub's limits.</summary>
internal static class Shortened
{
    /// <summary>The text, or its beginning with a … behind it.</summary>
    public static string To(string text, int most)
    {
        text = SafeBlock.WithoutControls(text);
        if (text.Length <= most)
            return text;
        var end = most - 1;
        // No half of a surrogate pair.
        return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
    }

    /// <summary>A block of Markdown, or its first lines with a note behind them, fences closed.</summary>
    public static string Block(string markdown, int most)
    {
        var safe = SafeBlock.Of(markdown);
        if (safe.Length <= most)
            return safe;
        const string note = "\n\n(Cut off: GitHub takes no more here.)";
        return SafeBlock.Cut(safe, most - note.Length).Text + note;
    }
}
