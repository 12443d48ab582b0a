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

    private Value Weight<T>(string name, ElementType type, Func<T[]> data, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        if (Known.TryGetValue(name, out var known))
            return known.Value;
        var values = data();
        var bytes = ByteString.CopyFrom(MemoryMarshal.AsBytes<T>(values));
        var value = Initializer(new() { Name = name, DataType = (int)type, RawData = bytes }, shape, out var expected);
        return expected == values.Length
            ? value
            : throw new ArgumentException($"{name} has {values.Length} values for a shape of {expected}.", nameof(shape));
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
        long[] all = [.. values];
        return Weight($"integers.{string.Join('_', all)}", ElementType.Int64, () => all, all.Length);
    }

    /// <summary>An integer without dimensions.</summary>
    public Value Integer(long value) =>
        Weight(FormattableString.Invariant($"integer.{value}"), ElementType.Int64, () => new[] { value }, []);

    /// <summary>A number without dimensions.</summary>
    public Value Number(float value) =>
        Weight(FormattableString.Invariant($"number.{value:R}"), ElementType.Float, () => new[] { value }, []);

    // What lies in the file lies in the outermost graph, so that branches share it.
    private Dictionary<string, (Value Value, TensorProto Tensor)> Known => outer?.initializers ?? initializers;

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
