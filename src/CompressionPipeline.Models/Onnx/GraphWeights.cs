using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.Onnx;

/// <summary>
/// A checkpoint's tensors as a graph wants them: transposed once and for all, joined where one product serves several, in 16-bit
/// floats or 8 bits where that is asked for.
/// </summary>
internal sealed class GraphWeights(GraphBuilder graph, CheckpointTensors tensors, Precision precision)
{
    // Activations are rounded to 8 bits too, by block, so that a product is one of integers. With the other levels ONNX Runtime
    // turns the matrix back into floats for every product.
    private const int IntegerProducts = 4;

    /// <summary>A tensor as it is.</summary>
    public Value Whole(string name) => graph.Weight(name, tensors[name].ToFloats, tensors[name].Shape);

    /// <summary>A tensor times a number.</summary>
    public Value Scaled(string name, float factor) => graph.Weight(
        $"{name}.scaled",
        () => Array.ConvertAll(tensors[name].ToFloats(), value => value * factor),
        tensors[name].Shape);

    /// <summary>x times projections (out, in) of the same input, one product for all of them.</summary>
    public Value Project(Value x, string label, params IReadOnlyList<string> names) => precision switch
    {
        Precision.Int8 => ProjectQuantized(x, label, names),
        Precision.Fp16 => InHalves(x, half => graph.MatMul(half, graph.Halves(
            label, () => ToHalves(label, Join(names)), Width(names[0]), names.Sum(Outputs)))),
        _ => graph.MatMul(x, graph.Weight(label, () => Join(names), Width(names[0]), names.Sum(Outputs))),
    };

    /// <summary>The same where sums may leave the range of 16-bit floats, so that those are not taken.</summary>
    public Value ProjectLargeSums(Value x, string label, string name) => precision == Precision.Fp16
        ? graph.MatMul(x, graph.Weight(label, () => Join([name]), Width(name), Outputs(name)))
        : Project(x, label, name);

    /// <summary>x times the rows of a table, which may be looked up as well.</summary>
    public Value ProjectOnRows(Value x, string name) => precision switch
    {
        Precision.Int8 => ProjectQuantized(x, name, [name]),
        Precision.Fp16 => InHalves(x, half => graph.MatMul(half, graph.Transpose(WholeInHalves(name), 1, 0))),
        _ => graph.MatMul(x, graph.Transpose(Whole(name), 1, 0)),
    };

    /// <summary>The rows of a table at these places.</summary>
    public Value Rows(string name, Value places)
    {
        if (precision == Precision.Fp16)
            return graph.Cast(graph.Gather(WholeInHalves(name), places, axis: 0), ElementType.Float);
        if (precision != Precision.Int8)
            return graph.Gather(Whole(name), places, axis: 0);
        var (values, scales) = Quantized(name, [name]);
        var (block, blocks) = QuantizedRows.Blocks(Width(name));
        var (width, padded) = (Width(name), block * blocks);
        var read = graph.AddMicrosoft(
            "GatherBlockQuantized", [values, places, graph.Unsqueeze(scales, 2)], [ElementType.Float],
            NodeAttribute.Int("bits", 8), NodeAttribute.Int("block_size", block),
            NodeAttribute.Int("gather_axis", 0), NodeAttribute.Int("quantize_axis", 2))[0]!; // (B, T, blocks, block)
        var rows = graph.Reshape(read, 0, 0, padded);
        return padded == width ? rows : graph.Split(rows, axis: -1, width, padded - width)[0];
    }

    /// <summary>Vectors one behind the other.</summary>
    public Value Vector(string label, params IReadOnlyList<string> names) =>
        graph.Weight(label, () => [.. names.SelectMany(name => tensors[name].ToFloats())], names.Sum(Outputs));

    private Value ProjectQuantized(Value x, string label, IReadOnlyList<string> names)
    {
        var (values, scales) = Quantized(label, names);
        return graph.AddMicrosoft(
            "MatMulNBits", [x, values, scales], [x.Type],
            NodeAttribute.Int("K", Width(names[0])), NodeAttribute.Int("N", names.Sum(Outputs)), NodeAttribute.Int("bits", 8),
            NodeAttribute.Int("block_size", QuantizedRows.Blocks(Width(names[0])).Block),
            NodeAttribute.Int("accuracy_level", IntegerProducts))[0]!;
    }

    private (Value Values, Value Scales) Quantized(string label, IReadOnlyList<string> names)
    {
        var (width, outputs) = (Width(names[0]), names.Sum(Outputs));
        var (block, blocks) = QuantizedRows.Blocks(width);
        var rows = new Lazy<QuantizedRows>(() =>
            QuantizedRows.Of(names.SelectMany(name => tensors[name].ToFloats()).ToArray(), width));
        return (graph.Bytes($"{label}.int8", () => rows.Value.Values, outputs, blocks, block),
            graph.Weight($"{label}.scales", () => rows.Value.Scales, outputs, blocks));
    }

    private Value InHalves(Value x, Func<Value, Value> product) =>
        graph.Cast(product(graph.Cast(x, ElementType.Float16)), ElementType.Float);

    private Value WholeInHalves(string name) =>
        graph.Halves(name, () => ToHalves(name, tensors[name].ToFloats()), tensors[name].Shape);

    private static Half[] ToHalves(string label, float[] values)
    {
        var halves = Array.ConvertAll(values, value => (Half)value);
        var lost = Array.FindIndex(halves, half => !Half.IsFinite(half));
        return lost < 0 ? halves : throw new PipelineException(
            $"{label} has a weight of {values[lost]:g3}, and fp16 ends at {(float)Half.MaxValue:g5}: export it in fp32 or int8.");
    }

    private int Outputs(string name) => (int)tensors[name].Shape[0];

    private int Width(string name) => (int)tensors[name].Shape[1];

    private float[] Join(IReadOnlyList<string> names)
    {
        var (width, outputs) = (Width(names[0]), names.Sum(Outputs));
        var joined = new float[width * outputs];
        var first = 0;
        foreach (var name in names)
        {
            var rows = tensors[name].ToFloats();
            var count = Outputs(name);
            for (var row = 0; row < count; row++)
            {
                for (var column = 0; column < width; column++)
                    joined[(column * outputs) + first + row] = rows[(row * width) + column];
            }
            first += count;
        }
        return joined;
    }
}
