using Spectre.Console;
using Spectre.Console.Rendering;

namespace CompressionPipeline.Cake.Display;

/// <summary>What has to stand at the end of the screen, after Cake's own table.</summary>
public sealed class FinalSummary
{
    private readonly List<IRenderable> words = [];

    /// <summary>Adds something to the end.</summary>
    public void Add(IRenderable drawing) => words.Add(drawing);

    /// <summary>Adds a line to the end.</summary>
    public void Add(string line) => words.Add(new Text(line));

    /// <summary>Writes it all, in order, an empty line before each.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        foreach (var word in words)
            console.Write(new Rows(Text.Empty, word));
    }
}
