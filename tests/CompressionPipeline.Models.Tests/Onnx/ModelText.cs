using System.Globalization;
using System.Text;
using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.Tests.Onnx;

/// <summary>A model as people read it: inputs, nodes in order, outputs; weights by shape only.</summary>
internal static class ModelText
{
    public static ModelProto Read(string path) => ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));

    /// <summary>One line per input, initializer, node and output.</summary>
    public static string Write(ModelProto model)
    {
        var text = new StringBuilder();
        var opsets = string.Join(
            ", ", model.OpsetImport.Select(o => $"{(o.Domain is "" ? "ai.onnx" : o.Domain)} {Number(o.Version)}"));
        text.Append(CultureInfo.InvariantCulture, $"{model.Graph.Name}: format {model.IrVersion}, operators {opsets}\n");
        foreach (var input in model.Graph.Input)
            text.Append(CultureInfo.InvariantCulture, $"in    {Declared(input)}\n");
        foreach (var tensor in model.Graph.Initializer)
        {
            var shape = string.Join(", ", tensor.Dims.Select(Number));
            text.Append(CultureInfo.InvariantCulture, $"const {tensor.Name}: {(ElementType)tensor.DataType} ({shape})\n");
        }
        foreach (var node in model.Graph.Node)
        {
            var (from, to) = (string.Join(", ", node.Input), string.Join(", ", node.Output));
            text.Append(CultureInfo.InvariantCulture, $"node  {to} = {node.OpType}({from}){Attributes(node)}\n");
        }
        foreach (var output in model.Graph.Output)
            text.Append(CultureInfo.InvariantCulture, $"out   {Declared(output)}\n");
        return text.ToString();
    }

    private static string Declared(ValueInfoProto info) =>
        $"{info.Name}: {(ElementType)info.Type.TensorType.ElemType} ({string.Join(
            ", ", info.Type.TensorType.Shape.Dim.Select(size => size.HasDimParam ? size.DimParam : Number(size.DimValue)))})";

    private static string Attributes(NodeProto node) => node.Attribute.Count == 0
        ? ""
        : $" {{{string.Join(", ", node.Attribute.Select(a => $"{a.Name}={Content(a)}"))}}}";

    private static string Content(AttributeProto attribute) => attribute.Type switch
    {
        AttributeProto.Types.AttributeType.Int => Number(attribute.I),
        AttributeProto.Types.AttributeType.Ints => $"[{string.Join(",", attribute.Ints.Select(Number))}]",
        AttributeProto.Types.AttributeType.Float => attribute.F.ToString("R", CultureInfo.InvariantCulture),
        AttributeProto.Types.AttributeType.String => attribute.S.ToStringUtf8(),
        _ => attribute.Type.ToString(),
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
