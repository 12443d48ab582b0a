namespace CompressionPipeline.Verdicts.Tests.Metrics.Statistics;

/// <summary>Random numbers that are the same in every run.</summary>
internal sealed class Simulated(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>0 to 1.</summary>
    public double Uniform() => random.NextDouble();

    /// <summary>Mean 0, standard deviation 1 (G. Box and M. Muller, 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static double[] Take(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    /// <summary>Mean 0, standard deviation 1, each like the one before: an autoregressive process of the first order.</summary>
    public double[] Drifting(int count, double likeness)
    {
        var values = new double[count];
        var last = Normal();
        for (var i = 0; i < count; i++)
            values[i] = last = likeness * last + Math.Sqrt(1 - likeness * likeness) * Normal();
        return values;
    }
}
