[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace StandIns.TorchSharp.Tests;

/// <summary>Tensors as arrays, and arrays compared with a tolerance.</summary>
internal static class Numbers
{
    internal static float[] Floats(this Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    internal static long[] Longs(this Tensor tensor) => tensor.contiguous().data<long>().ToArray();

    internal static bool[] Bools(this Tensor tensor) => tensor.contiguous().data<bool>().ToArray();

    internal static void ShouldBe(this Tensor actual, params double[] expected)
    {
        using var wide = actual.detach().to(ScalarType.Float64).contiguous();
        var values = wide.data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            Assert.True(
                values[i] == expected[i] || Math.Abs(values[i] - expected[i]) < 1e-5 * Math.Max(1, Math.Abs(expected[i])),
                $"element {i}: expected {expected[i]}, was {values[i]}");
    }
}
