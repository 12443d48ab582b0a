using Kind = CompressionPipeline.Models.Onnx.AttributeProto.Types.AttributeType;

namespace CompressionPipeline.Models.Onnx;

/// <summary>A node's attributes, one factory per kind.</summary>
public static class NodeAttribute
{
    /// <summary>An integer.</summary>
    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    /// <summary>A list of integers.</summary>
    public static AttributeProto Ints(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = Kind.Ints };
        foreach (var value in values)
            attribute.Ints.Add(value);
        return attribute;
    }

    /// <summary>A number.</summary>
    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = Kind.Float, F = value };

    /// <summary>A graph that the node runs.</summary>
    public static AttributeProto Graph(string name, GraphProto value) => new() { Name = name, Type = Kind.Graph, G = value };
}
