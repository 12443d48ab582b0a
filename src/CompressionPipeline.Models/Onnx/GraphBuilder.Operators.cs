namespace CompressionPipeline.Models.Onnx;

public sealed partial class GraphBuilder
{
    /// <summary>Sum, with broadcasting.</summary>
    public Value Add(Value a, Value b) => Pair("Add", a, b);

    /// <summary>Difference, with broadcasting.</summary>
    public Value Subtract(Value a, Value b) => Pair("Sub", a, b);

    /// <summary>Product, element by element, with broadcasting.</summary>
    public Value Multiply(Value a, Value b) => Pair("Mul", a, b);

    /// <summary>Quotient, with broadcasting.</summary>
    public Value Divide(Value a, Value b) => Pair("Div", a, b);

    /// <summary>Power, with broadcasting.</summary>
    public Value Power(Value a, Value b) => Pair("Pow", a, b);

    /// <summary>The larger one, with broadcasting.</summary>
    public Value Max(Value a, Value b) => Pair("Max", a, b);

    /// <summary>The smaller one, with broadcasting.</summary>
    public Value Min(Value a, Value b) => Pair("Min", a, b);

    /// <summary>Matrix product over the last two axes.</summary>
    public Value MatMul(Value a, Value b) => Pair("MatMul", a, b);

    /// <summary>Square root.</summary>
    public Value Sqrt(Value x) => One("Sqrt", x);

    /// <summary>Hyperbolic tangent.</summary>
    public Value Tanh(Value x) => One("Tanh", x);

    /// <summary>The error function.</summary>
    public Value Erf(Value x) => One("Erf", x);

    /// <summary>max(x, 0).</summary>
    public Value Relu(Value x) => One("Relu", x);

    /// <summary>Softmax over the last axis.</summary>
    public Value Softmax(Value x) => One("Softmax", x, NodeAttribute.Int("axis", -1));

    /// <summary>Mean over the last axis, which stays with size 1.</summary>
    public Value Mean(Value x) => One("ReduceMean", x, NodeAttribute.Ints("axes", -1), NodeAttribute.Int("keepdims", 1));

    /// <summary>(x - mean) / sqrt(variance + epsilon) * scale + shift over the last axis.</summary>
    public Value LayerNormalization(Value x, Value scale, Value shift, float epsilon) => Add(
        "LayerNormalization", [x, Expect(scale, x.Type), Expect(shift, x.Type)], [x.Type],
        NodeAttribute.Int("axis", -1), NodeAttribute.Float("epsilon", epsilon))[0];

    /// <summary>Axes in another order.</summary>
    public Value Transpose(Value x, params ReadOnlySpan<long> order) => One("Transpose", x, NodeAttribute.Ints("perm", order));

    /// <summary>Another type.</summary>
    public Value Cast(Value x, ElementType type) => Add("Cast", [x], [type], NodeAttribute.Int("to", (long)type))[0];

    /// <summary>Another shape; 0 keeps the axis, -1 takes what is left.</summary>
    public Value Reshape(Value x, params ReadOnlySpan<long> shape) => Add("Reshape", [x, Integers(shape)], [x.Type])[0];

    /// <summary>New axes of size 1 at these places of the result.</summary>
    public Value Unsqueeze(Value x, params ReadOnlySpan<long> axes) => Add("Unsqueeze", [x, Integers(axes)], [x.Type])[0];

    /// <summary>Drops axes of size 1.</summary>
    public Value Squeeze(Value x, params ReadOnlySpan<long> axes) => Add("Squeeze", [x, Integers(axes)], [x.Type])[0];

    /// <summary>Pieces of the given sizes along an axis.</summary>
    public Value[] Split(Value x, long axis, params ReadOnlySpan<long> sizes)
    {
        var types = new ElementType[sizes.Length];
        Array.Fill(types, x.Type);
        return Add("Split", [x, Integers(sizes)], types, NodeAttribute.Int("axis", axis));
    }

    /// <summary>Joins along an axis.</summary>
    public Value Concat(long axis, params Value[] parts) =>
        Add("Concat", parts, [parts[0].Type], NodeAttribute.Int("axis", axis))[0];

    /// <summary>Picks entries of an axis by index.</summary>
    public Value Gather(Value table, Value indices, long axis) =>
        Add("Gather", [table, Expect(indices, ElementType.Int64)], [table.Type], NodeAttribute.Int("axis", axis))[0];

    /// <summary>The size of one axis, as an integer without dimensions.</summary>
    public Value Size(Value x, long axis) =>
        Squeeze(
            Add("Shape", [x], [ElementType.Int64], NodeAttribute.Int("start", axis), NodeAttribute.Int("end", axis + 1))[0], 0);

    /// <summary>start, start + 1, … below limit; shape (n).</summary>
    public Value Range(Value start, Value limit) =>
        Add("Range", [Expect(start, ElementType.Int64), Expect(limit, ElementType.Int64), Integer(1)], [ElementType.Int64])[0];

    /// <summary>The same under another name: only what a node computes can be an output.</summary>
    public Value Identity(Value x) => One("Identity", x);

    /// <summary>Whether two are the same, element by element, with broadcasting.</summary>
    public Value Equal(Value a, Value b) => Add("Equal", [a, Expect(b, a.Type)], [ElementType.Bool])[0];

    /// <summary>The sum of an element and of those before it along an axis.</summary>
    public Value CumulativeSum(Value x, long axis) => Add("CumSum", [x, Integer(axis)], [x.Type])[0];

    private Value One(string @operator, Value x, params AttributeProto[] attributes) =>
        Add(@operator, [x], [x.Type], attributes)[0];

    private Value Pair(string @operator, Value a, Value b) => Add(@operator, [a, Expect(b, a.Type)], [a.Type])[0];

    private static Value Expect(Value value, ElementType type) => value.Type == type
        ? value
        : throw new ArgumentException($"{value} is not of type {type}.", nameof(value));
}
