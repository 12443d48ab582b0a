namespace CompressionPipeline.Core;

// BLEU of a corpus in points (K. Papineni et al., "BLEU: a Method for Automatic Evaluation of Machine Translation", 2002),
// smoothed as sacreBLEU does by default: an order without a match counts half a match, the next one a quarter.
internal static class Bleu
{
    private const int Orders = 4;

    public static MetricDefinition Definition { get; } = new("bleu", "BLEU", "points", Direction.HigherIsBetter,
        MetricInterval.Corpus)
    {
        Description = "BLEU of the whole test split in points of 0-100",
        Components =
        [
            .. Enumerable.Range(1, Orders).Select(n => $"matches-{n}"),
            .. Enumerable.Range(1, Orders).Select(n => $"n-grams-{n}"),
            "reference-length",
        ],
        Statistic = Value,
    };

    private static double Value(IReadOnlyList<double> sums)
    {
        var (length, reference) = (sums[Orders], sums[2 * Orders]);
        if (sums.Any(count => count < 0))
            return double.NaN;
        if (sums.Take(Orders).All(matches => matches == 0))
            return 0;
        var (logarithms, smoothing) = (0.0, 1.0);
        for (var n = 0; n < Orders; n++)
        {
            var (matches, grams) = (sums[n], sums[Orders + n]);
            if (grams == 0)
                return 0;
            logarithms += Math.Log(matches > 0 ? matches / grams : 1 / ((smoothing *= 2) * grams));
        }
        var brevity = length < reference ? 1 - (reference / length) : 0;
        return 100 * Math.Exp(brevity + (logarithms / Orders));
    }
}
