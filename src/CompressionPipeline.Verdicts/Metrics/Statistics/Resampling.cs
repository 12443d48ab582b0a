namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>
/// Percentile bootstrap of means (B. Efron, 1979), as the reference scorer's aggregator: the mean again and again over examples
/// drawn with replacement. One set of draws serves every measure and model, so that what two models were drawn on is the same
/// examples, and a mean is a product of draws and samples. The same samples and seed give the same numbers on every machine.
/// </summary>
/// <param name="count">Examples. At least 1.</param>
/// <param name="resamples">How often they are drawn. At least 1; the reference takes 1,000.</param>
/// <param name="seed">Seed of the draws.</param>
public sealed class Resampling(int count, int resamples = Resampling.DefaultResamples, long seed = 42)
{
    /// <summary>Resamples by default, as the reference scorer's aggregator takes.</summary>
    public const int DefaultResamples = 1000;

    private readonly int count = count > 0 ? count : throw new ArgumentOutOfRangeException(nameof(count), count,
        "There are no examples.");
    private readonly int resamples = resamples > 0 ? resamples
        : throw new ArgumentOutOfRangeException(nameof(resamples), resamples, "There are no resamples.");

    /// <summary>The means of each resample. Columns may be many: the draws are made once for all of them.</summary>
    /// <param name="columns">One finite value per example in each.</param>
    /// <exception cref="ArgumentException">A column has another length, or a value that is not finite.</exception>
    public IReadOnlyList<ResampledValue> Means(IReadOnlyList<IReadOnlyList<double>> columns)
    {
        var samples = columns.Select(column => column.Count == count
            ? Samples.Checked(column)
            : throw new ArgumentException($"A column has {column.Count} values for {count} examples.", nameof(columns)))
                .ToArray();
        var sums = samples.Select(_ => new double[resamples]).ToArray();
        Parallel.ForEach(Rows().Chunk(WeightedSums.Rows).ToList(), rows =>
        {
            var weights = new WeightedSums(count, rows.Select(row => row.Seed));
            for (var column = 0; column < samples.Length; column++)
                weights.Of(samples[column], sums[column].AsSpan(rows[0].Index, rows.Length));
        });
        return [.. samples.Zip(sums, (column, sum) =>
            new ResampledValue(column.Average(), Array.ConvertAll(sum, total => total / count)))];
    }

    /// <summary>A statistic of the examples, computed again in each resample: on the same draws as <see cref="Means"/>.</summary>
    /// <param name="statistic">Of how often each example counts; must be thread-safe.</param>
    public ResampledValue Statistic(Func<double[], double> statistic)
    {
        var values = new double[resamples];
        Parallel.ForEach(Rows().ToList(), row => values[row.Index] = statistic(WeightedSums.Draw(count, row.Seed)));
        return new(statistic([.. Enumerable.Repeat(1.0, count)]), values);
    }

    private IEnumerable<(int Index, long Seed)> Rows()
    {
        var random = new SplitMix64(seed);
        for (var row = 0; row < resamples; row++)
            yield return (row, random.Next());
    }
}
