namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>
/// The expected gain of hypervolume from a point whose objectives are independent and normally distributed. It is exact: the
/// non-dominated space is split into boxes, and over each box the expectation is a product of one factor for each objective.
/// </summary>
internal sealed class HypervolumeGain
{
    private readonly NonDominatedBoxes free;

    // For each objective the expected length below each level; the first is that below minus infinity, which is none.
    private readonly double[][] below;

    /// <param name="points">The front so far, lower is better.</param>
    /// <param name="reference">The reference point of the hypervolume.</param>
    public HypervolumeGain(IReadOnlyList<IReadOnlyList<double>> points, IReadOnlyList<double> reference)
    {
        free = NonDominatedBoxes.Create(points, reference);
        below = [.. free.Levels.Select(values => new double[values.Length + 1])];
    }

    /// <summary>The expected gain.</summary>
    /// <param name="means">The mean of each objective.</param>
    /// <param name="deviations">The standard deviation of each objective, above 0.</param>
    public double Expect(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        for (var k = 0; k < below.Length; k++)
        {
            for (var i = 0; i < free.Levels[k].Length; i++)
                below[k][i + 1] = ExpectedImprovement.Below(free.Levels[k][i], means[k], deviations[k]);
        }
        var gain = 0.0;
        foreach (var box in free.Boxes)
        {
            var part = 1.0;
            for (var k = 0; k < below.Length; k++)
                part *= below[k][box.Upper[k] + 1] - below[k][box.Lower[k] + 1];
            gain += part;
        }
        return gain;
    }
}
