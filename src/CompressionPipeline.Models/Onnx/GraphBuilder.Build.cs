namespace CompressionPipeline.Models.Onnx;

public sealed partial class GraphBuilder
{
    /// <summary>The operator set that <see cref="Build"/> declares: 17, which runtimes since 2022 know.</summary>
    public const int OperatorSet = 17;

    /// <summary>The version of the file format that <see cref="Build"/> declares: 8, which runtimes since 2022 read.</summary>
    public const int FormatVersion = 8;

    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string MicrosoftDomain = "com.microsoft";

    /// <summary>The finished model: inputs, initializers that are used, nodes in the order they were added, outputs.</summary>
    public ModelProto Build()
    {
        var model = new ModelProto
        {
            IrVersion = FormatVersion,
            ProducerName = "CompressionPipeline",
            Graph = Graph(),
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSet } },
        };
        if (nodes.Exists(node => node.Domain == MicrosoftDomain))
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = MicrosoftDomain, Version = 1 });
        return model;
    }

    private GraphProto Graph()
    {
        var graph = new GraphProto { Name = name };
        graph.Input.Add(inputs);
        graph.Initializer.Add(initializers.Values.Where(i => used.Contains(i.Value)).Select(i => i.Tensor));
        graph.Node.Add(nodes.Select(Proto));
        graph.Output.Add(outputs.Select(output => Info(output.Value.Name, output.Value.Type, output.Shape)));
        return graph;
    }

    private static NodeProto Proto(Node node)
    {
        var proto = new NodeProto { Name = node.Name, OpType = node.Operator };
        proto.Input.Add(node.Inputs.Select(input => input?.Name ?? ""));
        proto.Output.Add(node.Outputs.Select(output => output?.Name ?? ""));
        if (node.Domain.Length > 0)
            proto.Domain = node.Domain;
        proto.Attribute.Add(node.Attributes);
        return proto;
    }
}
