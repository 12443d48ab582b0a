using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp;

public sealed class Scalar : IDisposable
{
    internal readonly Value Value;
    private readonly object _number;

    private Scalar(Value value, ScalarType type, object number)
    {
        Value = value;
        Type = type;
        _number = number;
    }

    public ScalarType Type { get; }

    internal double Number => Convert.ToDouble(_number, System.Globalization.CultureInfo.InvariantCulture);
    internal object Boxed => _number;
    internal long Whole => _number is double d ? (long)d : Convert.ToInt64(_number,
        System.Globalization.CultureInfo.InvariantCulture);

    private static Scalar Of(long value, ScalarType type) => new(value, type, value);
    private static Scalar Of(double value, ScalarType type) => new(value, type, value);

    public static implicit operator Scalar(byte value) => Of((long)value, ScalarType.Byte);
    public static implicit operator Scalar(sbyte value) => Of((long)value, ScalarType.Int8);
    public static implicit operator Scalar(short value) => Of((long)value, ScalarType.Int16);
    public static implicit operator Scalar(int value) => Of((long)value, ScalarType.Int32);
    public static implicit operator Scalar(long value) => Of(value, ScalarType.Int64);
    public static implicit operator Scalar(Half value) => Of((double)value, ScalarType.Float16);
    public static implicit operator Scalar(float value) => Of((double)value, ScalarType.Float32);
    public static implicit operator Scalar(double value) => Of(value, ScalarType.Float64);
    public static implicit operator Scalar(bool value) => new(value, ScalarType.Bool, value);

    public void Dispose()
    {
    }
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static float ToSingle(this Scalar value) => (float)value.Number;
    public static double ToDouble(this Scalar value) => value.Number;
    public static int ToInt32(this Scalar value) => (int)value.Whole;
    public static long ToInt64(this Scalar value) => value.Whole;
    public static bool ToBoolean(this Scalar value) => value.Number != 0;
}
