namespace CompressionPipeline.GitHub.Connecting;

/// <summary>A text from elsewhere as part of a sentence: on one line, of 300 characters at most.</summary>
internal static class SingleLine
{
    public static string Of(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 300 ? line : line[..300] + " …";
    }
}
