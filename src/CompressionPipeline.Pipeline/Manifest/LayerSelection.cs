using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>The layers of one stack to keep: at most one of the three is set, and where none is the stack stays whole.</summary>
public sealed record LayerSelection
{
    /// <summary>The whole stack.</summary>
    public static LayerSelection All { get; } = new();

    /// <summary>How many layers; the keep tables say which. At least 1.</summary>
    public int? Count { get; init; }

    /// <summary>Which layers, ascending from 0.</summary>
    public IReadOnlyList<int>? Indices { get; init; }

    /// <summary>Sixths of the stack's depth, 1 to 6, as the levels of Campos and Zhai (arXiv 2304.02721); the keep tables say which layers.</summary>
    public int? Sixths { get; init; }

    /// <summary>A level of Campos and Zhai; 6 is the whole stack.</summary>
    internal static LayerSelection OfSixths(int sixths) => sixths == 6 ? All : new() { Sixths = sixths };

    /// <summary>
    /// How many layers stay, as a text that is equal for selections that keep the same: a count, or indices; sixths and the whole stack
    /// become counts where the depth is known.
    /// </summary>
    internal string Kept(int? depth) => this switch
    {
        { Indices: { } indices } when indices.Count != depth => string.Join(' ', indices.Select(index => $"#{index}")),
        { Count: { } count } => $"{count}",
        { Sixths: { } sixths } when depth is { } layers => $"{StackLevel.Kept(layers, sixths)}",
        { Sixths: { } sixths } => $"{sixths}/6",
        _ => depth is { } whole ? $"{whole}" : "all",
    };

    internal void AddTo(JsonObject options, string stack)
    {
        if (Count is { } count)
            options[stack + "-layers"] = count;
        if (Indices is { } indices)
            options[stack + "-indices"] = new JsonArray([.. indices.Select(index => (JsonNode)index)]);
        if (Sixths is { } sixths)
            options[stack + "-sixths"] = sixths;
    }
}
