using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The address of the first element in CPU memory.</summary>
        internal void* Data
        {
            get
            {
                if (device_type != DeviceType.CPU)
                    throw new InvalidOperationException(
                        "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
                return (void*)Bridge.cp_tensor_data(Handle);
            }
        }

        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            Demand<T>();
            if (device_type == DeviceType.CPU)
                return *(T*)Data;
            using var here = cpu();
            return *(T*)here.Data;
        }

        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            Demand<T>();
            return new TensorAccessor<T>(this);
        }

        private void Demand<T>() where T : unmanaged
        {
            var fits = dtype switch
            {
                ScalarType.Byte => typeof(T) == typeof(byte),
                ScalarType.Int8 => typeof(T) == typeof(sbyte),
                ScalarType.Int16 => typeof(T) == typeof(short),
                ScalarType.Int32 => typeof(T) == typeof(int),
                ScalarType.Int64 => typeof(T) == typeof(long),
                ScalarType.Bool => typeof(T) == typeof(bool),
                ScalarType.Float16 => typeof(T) == typeof(Half),
                ScalarType.Float32 => typeof(T) == typeof(float),
                ScalarType.Float64 => typeof(T) == typeof(double),
                var other => throw new NotSupportedException($"The TorchSharp stand-in reads no single elements of {other}."),
            };
            if (!fits)
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
        }

        public float ReadCpuSingle(long i) => Read<float>(i);
        public double ReadCpuDouble(long i) => Read<double>(i);
        public int ReadCpuInt32(long i) => Read<int>(i);
        public long ReadCpuInt64(long i) => Read<long>(i);

        private T Read<T>(long i) where T : unmanaged
        {
            Demand<T>();
            return ((T*)Data)[i];
        }

        public Span<byte> bytes
        {
            get => new(Whole("Bytes()", out var length), checked((int)length));
            set
            {
                var room = Whole("SetBytes()", out var length);
                if (length != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>(room, value.Length));
            }
        }

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            var source = Whole("WriteBytesToStream()", out var length);
            for (long done = 0; done < length;)
            {
                var part = (int)Math.Min(length - done, 1 << 24);
                stream.Write(new ReadOnlySpan<byte>(source + done, part));
                done += part;
            }
            GC.KeepAlive(this);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            var room = Whole("ReadBytesFromStream()", out var length);
            for (long done = 0; done < length;)
            {
                var part = (int)Math.Min(length - done, 1 << 24);
                stream.ReadExactly(new Span<byte>(room + done, part));
                done += part;
            }
            GC.KeepAlive(this);
        }

        private byte* Whole(string caller, out long length)
        {
            if (!is_contiguous())
                throw new NotImplementedException($"{caller} called on non-contiguous tensor.");
            length = NumberOfElements * ElementSize;
            return (byte*)Data;
        }

        /// <summary>A new CPU tensor with the shape, filled from memory.</summary>
        internal static Tensor From(ReadOnlySpan<byte> source, ReadOnlySpan<long> shape, ScalarType type)
        {
            var tensor = Aten.One("empty.memory_format", shape, type, Value.None, CPU);
            if (tensor.NumberOfElements * tensor.ElementSize != source.Length)
            {
                tensor.Dispose();
                throw new ArgumentException("mismatched total size creating a tensor from an array.");
            }
            source.CopyTo(new Span<byte>(tensor.Data, source.Length));
            return tensor;
        }
    }
}
