using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    public static float ToSingle(this Tensor value) => As<float>(value, ScalarType.Float32);
    public static double ToDouble(this Tensor value) => As<double>(value, ScalarType.Float64);
    public static sbyte ToSByte(this Tensor value) => As<sbyte>(value, ScalarType.Int8);
    public static byte ToByte(this Tensor value) => As<byte>(value, ScalarType.Byte);
    public static short ToInt16(this Tensor value) => As<short>(value, ScalarType.Int16);
    public static int ToInt32(this Tensor value) => As<int>(value, ScalarType.Int32);
    public static long ToInt64(this Tensor value) => As<long>(value, ScalarType.Int64);
    public static bool ToBoolean(this Tensor value) => As<bool>(value, ScalarType.Bool);

    private static T As<T>(Tensor value, ScalarType type) where T : unmanaged
    {
        if (value.dtype == type)
            return value.item<T>();
        using var converted = Native.Aten.One("to.dtype", value, type);
        return converted.item<T>();
    }

    public static Parameter AsParameter(this Tensor tensor) => new(tensor);

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new NotImplementedException(),
    };

    public static ReadOnlySpan<int> IntShape(this Tensor tensor) => Array.ConvertAll(tensor.shape, size => (int)size);

    public static Tensor ToTensor<T>(this T scalar, Device device = null, bool requires_grad = false) where T : struct =>
        scalar switch
        {
            bool x => tensor(x, device: device, requires_grad: requires_grad),
            byte x => tensor(x, device, requires_grad),
            sbyte x => tensor(x, device, requires_grad),
            short x => tensor(x, device, requires_grad),
            int x => tensor(x, device, requires_grad),
            long x => tensor(x, device: device, requires_grad: requires_grad),
            float x => tensor(x, device, requires_grad),
            double x => tensor(x, device: device, requires_grad: requires_grad),
            _ => throw new NotSupportedException($"ToTensor<{typeof(T).Name}>"),
        };
}
