using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Finish(Aten.One("arange.start_step", start, stop, step, dtype, Value.None, Place(device)), requires_grad, null);

    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(start, stop, 1L, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(0L, stop, 1L, dtype, device, requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Finish(
            Aten.One("linspace", start, end, steps, dtype ?? get_default_dtype(), Value.None, Place(device)), requires_grad,
                null);

    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Finish(
            Aten.One("eye.m", rows, columns < 0 ? rows : columns, dtype ?? get_default_dtype(), Value.None, Place(device)),
            requires_grad, names);

    public static Tensor tril_indices(
        long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device device = null) =>
        Aten.One("tril_indices", row, col, offset, dtype, Value.None, Place(device));

    public static Tensor triu_indices(
        long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device device = null) =>
        Aten.One("triu_indices", row, col, offset, dtype, Value.None, Place(device));

    private static Tensor Make(
        string name, ReadOnlySpan<long> size, ScalarType? dtype, Device device, bool requires_grad, string[] names) =>
        Finish(Aten.One(name, size, dtype ?? get_default_dtype(), Value.None, Place(device)), requires_grad, names);

    private static Tensor Draw(
        string name, ReadOnlySpan<long> size, Generator generator, ScalarType? dtype, Device device, bool requires_grad,
        string[] names) =>
        Finish(Aten.One(name, size, generator, dtype ?? get_default_dtype(), Value.None, Place(device)), requires_grad, names);

    private static Tensor Like(string name, Tensor input, ScalarType? dtype, Device device, bool requires_grad, string[] names) =>
        Finish(Aten.One(name, input, dtype, Value.None, device), requires_grad, names);

    private static Device Place(Device device)
    {
        var place = device ?? get_default_device();
        if (place.type == DeviceType.CUDA)
            InitializeCuda();
        return place;
    }

    private static Tensor Finish(Tensor made, bool requires_grad, string[] names)
    {
        if (names is not null)
            throw new NotSupportedException("The TorchSharp stand-in has no named dimensions.");
        if (requires_grad)
            made.requires_grad = true;
        return made;
    }
}
