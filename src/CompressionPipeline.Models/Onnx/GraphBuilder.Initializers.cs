using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace CompressionPipeline.Models.Onnx;

public sealed partial class GraphBuilder
{
    /// <summary>
    /// A weight that lies in the file. Asked for again under the same name, it is the same one: weights are shared.
    /// </summary>
    /// <param name="name">Its name, by convention the checkpoint's.</param>
    /// <param name="data">Makes the row-major values; called only the first time.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public Value Weight(string name, Func<float[]> data, params ReadOnlySpan<long> shape) =>
        Weight(name, ElementType.Float, data, shape);

    /// <summary>The same for a weight in 8 bits.</summary>
    /// <inheritdoc cref="Weight(string, Func{float[]}, ReadOnlySpan{long})"/>
    public Value Bytes(string name, Func<byte[]> data, params ReadOnlySpan<long> shape) =>
        Weight(name, ElementType.UInt8, data, shape);

    /// <summary>The same for a weight in 16-bit floats.</summary>
    /// <inheritdoc cref="Weight(string, Func{float[]}, ReadOnlySpan{long})"/>
    public Value Halves(string name, Func<Half[]> data, params ReadOnlySpan<long> shape) =>
        Weight(name, ElementType.Float16, data, shape);

    private Value Weight<T>(string name, ElementType type, Func<T[]> data, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        if (Known.TryGetValue(name, out var known))
            return known.Value;
        var values = data();
        return Initializer(name, type, MemoryMarshal.AsBytes<T>(values), values.Length, shape);
    }

    /// <summary>A weight of 32-bit floats that lies in another file of the same folder.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="offset">The first byte of its row-major values.</param>
    /// <param name="shape">Its dimensions.</param>
    public Value WeightIn(string name, string file, long offset, params ReadOnlySpan<long> shape)
    {
        const int InAnotherFile = 1;
        var tensor = new TensorProto { Name = name, DataType = (int)ElementType.Float, DataLocation = InAnotherFile };
        var value = Initializer(tensor, shape, out var count);
        Place("location", file);
        Place("offset", offset.ToString(CultureInfo.InvariantCulture));
        Place("length", (count * sizeof(float)).ToString(CultureInfo.InvariantCulture));
        return value;

        void Place(string key, string text) => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = text });
    }

    /// <summary>A list of integers, shape (n): axes, shapes, indices.</summary>
    public Value Integers(params ReadOnlySpan<long> values)
    {
        var label = $"integers.{string.Join("_", values.ToArray())}";
        return Known.TryGetValue(label, out var known)
            ? known.Value
            : Initializer(label, ElementType.Int64, MemoryMarshal.AsBytes(values), values.Length, [values.Length]);
    }

    /// <summary>An integer without dimensions.</summary>
    public Value Integer(long value)
    {
        var label = $"integer.{value.ToString(CultureInfo.InvariantCulture)}";
        return Known.TryGetValue(label, out var known)
            ? known.Value
            : Initializer(label, ElementType.Int64, MemoryMarshal.AsBytes<long>([value]), 1, []);
    }

    /// <summary>A number without dimensions.</summary>
    public Value Number(float value)
    {
        var label = $"number.{value.ToString("R", CultureInfo.InvariantCulture)}";
        return Known.TryGetValue(label, out var known)
            ? known.Value
            : Initializer(label, ElementType.Float, MemoryMarshal.AsBytes<float>([value]), 1, []);
    }

    // What lies in the file lies in the outermost graph, so that branches share it.
    private Dictionary<string, (Value Value, TensorProto Tensor)> Known => outer?.initializers ?? initializers;

    private Value Initializer(string label, ElementType type, ReadOnlySpan<byte> bytes, long count, ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = label, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        var value = Initializer(tensor, shape, out var expected);
        return expected == count
            ? value
            : throw new ArgumentException($"{label} has {count} values for a shape of {expected}.", nameof(shape));
    }

    private Value Initializer(TensorProto tensor, ReadOnlySpan<long> shape, out long count)
    {
        count = 1;
        foreach (var size in shape)
        {
            tensor.Dims.Add(size);
            count *= size;
        }
        var graph = outer ?? this;
        var value = new Value(graph, graph.Take(tensor.Name), (ElementType)tensor.DataType);
        Known.Add(tensor.Name, (value, tensor));
        return value;
    }
}
