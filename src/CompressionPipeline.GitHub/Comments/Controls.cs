namespace CompressionPipeline.GitHub.Comments;

/// <summary>
/// Characters below the space that end no line and no column. Octokit sends them as they are, JSON forbids that, and GitHub
/// refuses the whole call.
/// </summary>
internal static class Controls
{
    /// <summary>The text without them.</summary>
    public static string Removed(string text) => text.Any(IsOne) ? string.Concat(text.Where(letter => !IsOne(letter))) : text;

    private static bool IsOne(char letter) => letter < ' ' && letter is not ('\n' or '\r' or '\t');
}
