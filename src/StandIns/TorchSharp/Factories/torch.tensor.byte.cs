namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(byte scalar, Device device = null, bool requires_grad = false) =>
        FromArray<byte>([scalar], [], ScalarType.Byte, null, device, requires_grad, null);

    public static Tensor tensor(
        byte[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromArray<byte>(rawArray, [rawArray.Length], ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor tensor(
        byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromArray<byte>(rawArray, dimensions, ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<byte> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromArray<byte>(rawArray.ToArray(), [rawArray.Count], ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromArray<byte>(rawArray.ToArray(), dimensions, ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<byte> rawArray, long rows, long columns, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromArray<byte>(rawArray.ToArray(), [rows, columns], ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<byte> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromArray<byte>(rawArray.ToArray(), [dim0, dim1, dim2], ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor tensor(
        byte[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromBlock<byte>(rawArray, ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor tensor(
        byte[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromBlock<byte>(rawArray, ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor tensor(
        byte[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromBlock<byte>(rawArray, ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor tensor(
        Memory<byte> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromArray<byte>(rawArray.Span, dimensions, ScalarType.Byte, dtype, device, requires_grad, names);

    public static Tensor as_tensor(IList<byte> rawArray, ScalarType? dtype = null, Device device = null) =>
        tensor(rawArray, dtype, device);

    public static Tensor as_tensor(byte[] rawArray, ScalarType? dtype = null, Device device = null) =>
        tensor(rawArray, dtype, device);
}
