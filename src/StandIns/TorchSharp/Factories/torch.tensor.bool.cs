namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        FromArray<bool>([scalar], [], ScalarType.Bool, dtype, device, requires_grad, null);

    public static Tensor tensor(
        bool[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromArray<bool>(rawArray, [rawArray.Length], ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromArray<bool>(rawArray, dimensions, ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromArray<bool>(rawArray.ToArray(), [rawArray.Count], ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromArray<bool>(rawArray.ToArray(), dimensions, ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray, long rows, long columns, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromArray<bool>(rawArray.ToArray(), [rows, columns], ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromArray<bool>(rawArray.ToArray(), [dim0, dim1, dim2], ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        bool[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromBlock<bool>(rawArray, ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        bool[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromBlock<bool>(rawArray, ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor tensor(
        bool[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromBlock<bool>(rawArray, ScalarType.Bool, dtype, device, requires_grad, names);

    public static Tensor as_tensor(IList<bool> rawArray, ScalarType? dtype = null, Device device = null) =>
        tensor(rawArray, dtype, device);

    public static Tensor as_tensor(bool[] rawArray, ScalarType? dtype = null, Device device = null) =>
        tensor(rawArray, dtype, device);
}
