using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(
        long low, long high, Size size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Integers(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        long high, Size size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Integers(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Integers(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Integers(low, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        int low, int high, int[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Integers(low, high, Array.ConvertAll(size, x => (long)x), dtype, device, requires_grad, generator, names);

    public static Tensor randint(
        int high, int[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Integers(0, high, Array.ConvertAll(size, x => (long)x), dtype, device, requires_grad, generator, names);

    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null) =>
        Finish(
            Aten.One("randperm.generator", n, generator, dtype ?? ScalarType.Int64, Value.None, Place(device)), requires_grad,
                null);

    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, Generator generator = null, string[] names = null) =>
        Finish(
            Aten.One("normal.float_float", mean, std, size, generator, dtype ?? get_default_dtype(), Value.None, Place(device)),
            requires_grad, names);

    private static Tensor Integers(
        long low, long high, long[] size, ScalarType? dtype, Device device, bool requires_grad, Generator generator,
        string[] names) =>
        Finish(
            Aten.One(
                "randint.low_generator", low, high, size, generator, dtype ?? ScalarType.Int64, Value.None, Place(device)),
            requires_grad, names);
}
