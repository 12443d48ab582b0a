using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a CPU tensor in row-major order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly Tensor _tensor;
    private readonly T* _data;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _dense;

    internal TensorAccessor(Tensor tensor)
    {
        _tensor = tensor;
        _data = (T*)tensor.Data;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _dense = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => _data[Place(indices)];
        set => _data[Place(indices)] = value;
    }

    private long Place(long[] indices)
    {
        if (indices.Length != _shape.Length && !(indices.Length == 1 && (_shape.Length == 0 || Count > 0)))
            throw new ArgumentException($"{indices.Length} indices for a tensor of {_shape.Length} dimensions");
        if (indices.Length == 1 && _shape.Length != 1)
            return Flat(indices[0]);
        var place = 0L;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= _shape[i])
                throw new IndexOutOfRangeException();
            place += indices[i] * _strides[i];
        }
        return place;
    }

    private long Flat(long index)
    {
        if (index < 0 || index >= Count)
            throw new IndexOutOfRangeException();
        if (_dense)
            return index;
        var place = 0L;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            place += index % _shape[i] * _strides[i];
            index /= _shape[i];
        }
        return place;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    public Array ToNDArray()
    {
        var array = Array.CreateInstance(typeof(T), _shape);
        var flat = ToArray();
        fixed (T* source = flat)
            if (flat.Length > 0)
                Buffer.MemoryCopy(
                    source,
                    Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)),
                    Count * sizeof(T), Count * sizeof(T));
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (_dense)
            new ReadOnlySpan<T>(_data + tensorIndex, (int)count).CopyTo(array[arrayIndex..]);
        else
            for (var i = 0; i < count; i++)
                array[arrayIndex + i] = _data[Flat(tensorIndex + i)];
        GC.KeepAlive(this);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        for (var i = 0; i < count; i++)
            _data[Flat(tensorIndex + i)] = array[arrayIndex + i];
        GC.KeepAlive(this);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => Equals(left, right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !Equals(left, right);

    public override bool Equals(object obj) => obj is TensorAccessor<T> other && this.SequenceEqual(other);

    public override int GetHashCode() => _tensor.GetHashCode();

    public void Dispose()
    {
    }
}
