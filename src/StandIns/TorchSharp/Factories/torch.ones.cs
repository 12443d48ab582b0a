namespace TorchSharp;

public static partial class torch
{
    public static Tensor ones(
        long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Make("ones", size, dtype, device, requires_grad, names);
    public static Tensor ones(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Make("ones", size, dtype, device, requires_grad, names);
    public static Tensor ones(
        long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Make("ones", [size], dtype, device, requires_grad, names);
    public static Tensor ones(
        long rows, long columns, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Make("ones", [rows, columns], dtype, device, requires_grad, names);
    public static Tensor ones(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Make("ones", [dim0, dim1, dim2], dtype, device, requires_grad, names);
    public static Tensor ones(
        long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Make("ones", [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);
    public static Tensor ones(
        int size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Make("ones", [size], dtype, device, requires_grad, names);
    public static Tensor ones(
        int rows, int columns, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Make("ones", [rows, columns], dtype, device, requires_grad, names);
    public static Tensor ones(
        int dim0, int dim1, int dim2, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Make("ones", [dim0, dim1, dim2], dtype, device, requires_grad, names);
    public static Tensor ones(
        int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Make("ones", [dim0, dim1, dim2, dim3], dtype, device, requires_grad, names);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Like("ones_like", input, dtype, device, requires_grad, names);
}
