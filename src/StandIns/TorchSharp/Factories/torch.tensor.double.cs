namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        FromArray<double>([scalar], [], ScalarType.Float64, dtype, device, requires_grad, null);

    public static Tensor tensor(
        double[] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromArray<double>(rawArray, [rawArray.Length], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromArray<double>(rawArray, dimensions, ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<double> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromArray<double>(rawArray.ToArray(), [rawArray.Count], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromArray<double>(rawArray.ToArray(), [rows, columns], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<double> rawArray, long dim0, long dim1, long dim2,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromArray<double>(rawArray.ToArray(), [dim0, dim1, dim2], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromBlock<double>(rawArray, ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        double[,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromBlock<double>(rawArray, ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        double[,,,] rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromBlock<double>(rawArray, ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        Memory<double> rawArray, ReadOnlySpan<long> dimensions,
        ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        FromArray<double>(rawArray.Span, dimensions, ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor as_tensor(IList<double> rawArray, ScalarType? dtype = null, Device device = null) =>
        tensor(rawArray, dtype, device);

    public static Tensor as_tensor(double[] rawArray, ScalarType? dtype = null, Device device = null) =>
        tensor(rawArray, dtype, device);
}
