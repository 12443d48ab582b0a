using Spectre.Console;
using Spectre.Console.Rendering;

namespace CompressionPipeline.Cake.Display;

/// <summary>What is printed last, below Cake's table of the tasks.</summary>
public sealed class FinalSummary
{
    private readonly List<IRenderable> parts = [];

    /// <summary>Adds a table or a drawing.</summary>
    public void Add(IRenderable drawing) => parts.Add(drawing);

    /// <summary>Adds a line.</summary>
    public void Add(string line) => parts.Add(new Text(line));

    /// <summary>Writes all parts in order, an empty line before each.</summary>
    internal void WriteTo(IAnsiConsole console)
    {
        foreach (var part in parts)
            console.Write(new Rows(Text.Empty, part));
    }
}
