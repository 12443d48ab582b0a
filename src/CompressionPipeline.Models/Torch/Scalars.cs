using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Torch;

/// <summary>
/// Numbers for calls into libtorch. What TorchSharp 0.107 makes of a plain number has a finalizer, and nothing keeps it alive
/// while the native call reads it: a garbage collection on another thread may free it (TorchSharp's pull requests 1434 and 1496).
/// Several of its methods do so inside, even the sum of two tensors. A test looks through the product for calls of any of them.
/// </summary>
internal static class Scalars
{
    private static readonly ConcurrentDictionary<double, Scalar> Fractions = new();
    private static readonly ConcurrentDictionary<long, Scalar> Integers = new();

    /// <summary>
    /// A constant of the program, kept as long as the process. Else: <c>using var scalar = number.ToScalar();</c>.
    /// </summary>
    public static Scalar Of(double value) => Fractions.GetOrAdd(value, number => number.ToScalar());

    /// <inheritdoc cref="Of(double)"/>
    public static Scalar Of(long value) => Integers.GetOrAdd(value, number => number.ToScalar());

    /// <summary>The sum of two tensors.</summary>
    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, Of(1));

    /// <summary>Adds <paramref name="right"/> to <paramref name="left"/> and returns <paramref name="left"/>.</summary>
    public static Tensor PlusInPlace(this Tensor left, Tensor right) => left.add_(right, Of(1));

    /// <summary>The whole numbers from 0 on, int64 (count).</summary>
    public static Tensor Range(long count, Device device) =>
        tensor(Enumerable.Range(0, (int)count).Select(number => (long)number).ToArray(), device: device);
}
