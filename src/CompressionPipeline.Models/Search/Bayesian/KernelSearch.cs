namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>
/// Finds the kernel of maximum posterior probability by coordinate search from the last one. A log-normal prior draws lengths
/// towards half of the diagonal, against overfitting to few values.
/// </summary>
/// <param name="inputs">How many inputs a point has.</param>
internal sealed class KernelSearch(int inputs)
{
    // With more inputs than these, all share one length.
    private const int MostLengths = 32;

    private readonly double typical = 0.5 * Math.Sqrt(inputs);

    /// <summary>The kernel found last.</summary>
    public Kernel Kernel { get; private set; } = new([.. Enumerable.Repeat(0.5 * Math.Sqrt(inputs), inputs)]);

    /// <summary>Looks for a better kernel.</summary>
    /// <param name="points">The points.</param>
    /// <param name="values">The value at each.</param>
    public void Fit(double[][] points, double[] values)
    {
        var best = Likelihood(Kernel);
        foreach (var step in new[] { 2, 1.4 })
        {
            Move(step, [.. Enumerable.Range(0, inputs)]);
            for (var i = 0; i < inputs && inputs is > 1 and <= MostLengths; i++)
                Move(step, [i]);
        }

        // Further in the direction that helps.
        void Move(double step, int[] which)
        {
            while (Try(Stretched(step, which)))
            {
            }
            while (Try(Stretched(1 / step, which)))
            {
            }
        }

        Kernel Stretched(double step, int[] which)
        {
            double[] lengths = [.. Kernel.Lengths];
            foreach (var i in which)
                lengths[i] *= step;
            return new(lengths);
        }

        bool Try(Kernel other)
        {
            if (Likelihood(other) is var likelihood && likelihood <= best + 1e-6)
                return false;
            (Kernel, best) = (other, likelihood);
            return true;
        }

        double Likelihood(Kernel kernel)
        {
            // The prior; a length that all inputs share counts once.
            var doubt = kernel.Lengths.Sum(length => Math.Pow(Math.Log(length / typical), 2))
                * (inputs <= MostLengths ? 1 : 1.0 / inputs);
            return new GaussianProcess(kernel, points, values).LogLikelihood - (doubt / 2);
        }
    }
}
