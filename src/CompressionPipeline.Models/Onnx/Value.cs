namespace CompressionPipeline.Models.Onnx;

/// <summary>A tensor that flows through a graph under construction: an input, an initializer or a node's output.</summary>
public sealed class Value
{
    internal Value(GraphBuilder graph, string name, ElementType type)
    {
        Graph = graph;
        Name = name;
        Type = type;
    }

    /// <summary>Unique in its graph. An inner value that becomes an output takes the output's name.</summary>
    public string Name { get; internal set; }

    /// <summary>What it holds.</summary>
    public ElementType Type { get; }

    internal GraphBuilder Graph { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}";
}
