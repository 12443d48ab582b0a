using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    private static Tensor FromArray<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> dimensions, ScalarType own, ScalarType? dtype, Device device,
        bool requires_grad, string[] names)
        where T : unmanaged
    {
        var made = Tensor.From(MemoryMarshal.AsBytes(values), dimensions, own);
        var place = Place(device);
        var type = dtype ?? own;
        if (type != own || place.type != DeviceType.CPU)
        {
            var moved = made.to(type, place);
            made.Dispose();
            made = moved;
        }
        return Finish(made, requires_grad, names);
    }

    private static Tensor FromBlock<T>(
        Array block, ScalarType own, ScalarType? dtype, Device device, bool requires_grad, string[] names)
        where T : unmanaged
    {
        var dimensions = Enumerable.Range(0, block.Rank).Select(i => block.GetLongLength(i)).ToArray();
        var values = MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(block)), block.Length);
        return FromArray(values, dimensions, own, dtype, device, requires_grad, names);
    }
}
