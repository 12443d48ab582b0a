using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Native;

internal enum Tag
{
    None, Tensor, Int, Double, Bool, IntList, DoubleList, BoolList, TensorList, OptionalTensorList, String, Device, Generator,
}

/// <summary>A boxed value as the bridge reads it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RawValue
{
    public Tag Tag;
    public int Count;
    public long Bits;
}

/// <summary>An operator's argument, with the object that must stay alive until the call returns.</summary>
internal readonly unsafe struct Value
{
    internal readonly RawValue Raw;
    internal readonly object Keep;

    private Value(Tag tag, long bits, int count = 0, object keep = null)
    {
        Raw = new RawValue { Tag = tag, Count = count, Bits = bits };
        Keep = keep;
    }

    internal static Value None => default;

    public static implicit operator Value(Tensor tensor) => tensor is null ? None : new(Tag.Tensor, tensor.Handle, 0, tensor);
    public static implicit operator Value(int value) => new(Tag.Int, value);
    public static implicit operator Value(long value) => new(Tag.Int, value);
    public static implicit operator Value(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Value(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Value(ScalarType type) => new(Tag.Int, (sbyte)type);
    public static implicit operator Value(long? value) => value is { } v ? v : None;
    public static implicit operator Value(double? value) => value is { } v ? v : None;
    public static implicit operator Value(ScalarType? type) => type is { } v ? v : None;
    public static implicit operator Value(Scalar scalar) => scalar is null ? None : scalar.Value;
    public static implicit operator Value(Device device) =>
        device is null ? None : new(Tag.Device, device.index, (int)device.type);
    public static implicit operator Value(Generator generator) =>
        generator is null ? None : new(Tag.Generator, generator.Handle, 0, generator);
    public static implicit operator Value(long[] values) => values is null ? None : List(values);
    public static implicit operator Value(ReadOnlySpan<long> values) => List(values);
    public static implicit operator Value(Size size) => List(size.Shape);

    public static implicit operator Value(string text)
    {
        if (text is null)
            return None;
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var room = Arena.Take((bytes.Length + 7) / 8, out var keep);
        bytes.CopyTo(new Span<byte>(room, bytes.Length));
        return new(Tag.String, (long)room, bytes.Length, keep);
    }

    internal static Value List(ReadOnlySpan<long> values)
    {
        var room = Arena.Take(values.Length, out var keep);
        values.CopyTo(new Span<long>(room, values.Length));
        return new(Tag.IntList, (long)room, values.Length, keep);
    }

    internal static Value List(ReadOnlySpan<double> values)
    {
        var room = Arena.Take(values.Length, out var keep);
        values.CopyTo(new Span<double>(room, values.Length));
        return new(Tag.DoubleList, (long)room, values.Length, keep);
    }

    internal static Value Tensors(IEnumerable<Tensor> tensors) => Handles(Tag.TensorList, tensors);

    internal static Value OptionalTensors(IEnumerable<Tensor> tensors) => Handles(Tag.OptionalTensorList, tensors);

    private static Value Handles(Tag tag, IEnumerable<Tensor> tensors)
    {
        // A copy of the list holds the tensors themselves, whatever the caller does to his.
        var kept = tensors.ToArray();
        var room = Arena.Take(kept.Length, out var keep);
        for (var i = 0; i < kept.Length; i++)
            room[i] = kept[i] is null ? 0 : kept[i].Handle;
        return new(tag, (long)room, kept.Length, keep is null ? kept : (kept, keep));
    }
}
