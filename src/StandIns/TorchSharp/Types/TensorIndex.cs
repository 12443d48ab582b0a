using static TorchSharp.torch;

namespace TorchSharp;

public struct TensorIndex
{
    internal enum Kind
    {
        None, Single, Slice, Bool, Tensor, Ellipsis,
    }

    internal Kind Way;
    internal long? Start;
    internal long? Stop;
    internal long? Step;
    internal bool Truth;
    internal Tensor Indices;

    public static TensorIndex Ellipsis = new() { Way = Kind.Ellipsis };
    public static TensorIndex None = new() { Way = Kind.None };
    public static TensorIndex Null = new() { Way = Kind.None };
    public static TensorIndex Colon = Slice(null, null, null);

    public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
        new() { Way = Kind.Slice, Start = start, Stop = stop, Step = step };

    public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

    public static TensorIndex Slice(Range range) => Slice(
        range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
        range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value);

    public static TensorIndex Bool(bool value) => new() { Way = Kind.Bool, Truth = value };

    public static TensorIndex Single(long? index) =>
        index is { } value ? new() { Way = Kind.Single, Start = value } : None;

    public static TensorIndex Tensor(Tensor tensor) => new() { Way = Kind.Tensor, Indices = tensor };

    public static implicit operator Tensor(TensorIndex value) => value.Way switch
    {
        Kind.Tensor => value.Indices,
        Kind.Single => tensor(value.Start.Value),
        Kind.Bool => tensor(value.Truth),
        _ => throw new InvalidCastException($"A TensorIndex of kind {value.Way} is no tensor."),
    };

    public static implicit operator TensorIndex(long value) => Single(value);
    public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);
    public static implicit operator TensorIndex(Range range) => Slice(range);
    public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
}
