using System.Text.Json.Nodes;

namespace CompressionPipeline.Manifest;

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
