namespace CompressionPipeline.Build.Display;

/// <summary>What has to stand at the end of the screen, after Cake's own table.</summary>
public sealed class LastWords
{
    private readonly List<string> words = [];

    /// <summary>Adds a text to the end.</summary>
    public void Add(string text) => words.Add(text);

    /// <summary>Writes the texts, in order.</summary>
    public void WriteTo(TextWriter output)
    {
        if (words.Count > 0)
            output.WriteLine();
        foreach (var text in words)
            output.WriteLine(text);
    }
}
