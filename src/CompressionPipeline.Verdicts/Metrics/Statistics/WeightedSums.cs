using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>How often a few resamples drew each example, and the sums over samples that follow. Vectors have one width, so that
/// sums are the same everywhere.</summary>
internal sealed class WeightedSums
{
    /// <summary>Resamples at once: a sample that was loaded serves them all.</summary>
    public const int Rows = 4;

    private readonly double[][] weights;

    public WeightedSums(int count, IEnumerable<long> seeds) =>
        weights = [.. seeds.Select(seed => Draw(count, seed)).Concat(Enumerable.Repeat(new double[count], Rows)).Take(Rows)];

    /// <summary>Σ weight × sample per resample.</summary>
    // A job calls this once: it must be fast the first time, and Draw too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Of(ReadOnlySpan<double> samples, Span<double> sums)
    {
        ReadOnlySpan<double> a = weights[0], b = weights[1], c = weights[2], d = weights[3];
        Vector256<double> sumA = default, sumB = default, sumC = default, sumD = default;
        var width = Vector256<double>.Count;
        var whole = samples.Length / width * width;
        for (var i = 0; i < whole; i += width)
        {
            var sample = Vector256.Create(samples.Slice(i, width));
            sumA += sample * Vector256.Create(a.Slice(i, width));
            sumB += sample * Vector256.Create(b.Slice(i, width));
            sumC += sample * Vector256.Create(c.Slice(i, width));
            sumD += sample * Vector256.Create(d.Slice(i, width));
        }
        Span<double> all = [Vector256.Sum(sumA), Vector256.Sum(sumB), Vector256.Sum(sumC), Vector256.Sum(sumD)];
        for (var i = whole; i < samples.Length; i++)
        {
            for (var row = 0; row < Rows; row++)
                all[row] += samples[i] * weights[row][i];
        }
        all[..sums.Length].CopyTo(sums);
    }

    /// <summary>How often one resample draws each example.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double[] Draw(int count, long seed)
    {
        var random = new SplitMix64(seed);
        var drawn = new double[count];
        for (var i = 0; i < count; i++)
            drawn[random.Below(count)]++;
        return drawn;
    }
}
