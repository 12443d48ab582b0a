using SimdVector = System.Numerics.Vector<double>;
using Simd = System.Numerics.Vector;
using MathNet.Numerics.LinearAlgebra;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>
/// Gaussian process regression (Rasmussen and Williams, 2006, algorithm 2.1) of centred values, with the variance of maximum
/// likelihood.
/// </summary>
internal sealed class GaussianProcess
{
    /// <summary>
    /// Variance of the noise, as a share of that of the values. Small, because a network has the same objectives at each
    /// evaluation: with more noise the model takes a few good points for chance, and a search explores wherever nothing is known.
    /// </summary>
    public const double Noise = 1e-5;

    private readonly Kernel kernel;
    private readonly double[][] inputs;
    private readonly double mean, variance;
    private readonly double[] weights;

    // The Cholesky factor's rows up to the diagonal.
    private readonly double[][] factor;

    /// <param name="kernel">The kernel.</param>
    /// <param name="inputs">Points, each input from 0 to 1; at least one point, none twice.</param>
    /// <param name="values">The value at each point.</param>
    public GaussianProcess(Kernel kernel, double[][] inputs, double[] values)
    {
        (this.kernel, this.inputs, mean) = (kernel, inputs, values.Average());
        var covariance = Matrix<double>.Build.Dense(inputs.Length, inputs.Length);
        for (var row = 0; row < inputs.Length; row++)
        {
            covariance[row, row] = 1 + Noise;
            for (var column = 0; column < row; column++)
                covariance[row, column] = covariance[column, row] = kernel.Of(inputs[row], inputs[column]);
        }
        var cholesky = covariance.Cholesky();
        var centred = Vector<double>.Build.Dense([.. values.Select(value => value - mean)]);
        weights = cholesky.Solve(centred).AsArray();
        // So that equal values have a variance above 0, too.
        variance = Math.Max(1e-12, Dot(centred.AsArray(), weights) / inputs.Length);
        LogLikelihood = (-0.5 * inputs.Length * Math.Log(variance)) - (0.5 * cholesky.DeterminantLn);
        factor = [.. Enumerable.Range(0, inputs.Length).Select(row => cholesky.Factor.Row(row, 0, row + 1).AsArray())];
    }

    /// <summary>Log-likelihood of the values under this kernel, up to a constant.</summary>
    public double LogLikelihood { get; }

    /// <summary>Mean and standard deviation of the value at each of some points.</summary>
    public (double[] Means, double[] Deviations) Predict(IReadOnlyList<double[]> points)
    {
        var (means, deviations) = (new double[points.Count], new double[points.Count]);
        var (cross, solved) = (new double[inputs.Length], new double[inputs.Length]);
        for (var j = 0; j < points.Count; j++)
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                cross[i] = kernel.Of(inputs[i], points[j]);
                solved[i] = (cross[i] - Dot(factor[i].AsSpan(0, i), solved)) / factor[i][i];
            }
            means[j] = mean + Dot(cross, weights);
            deviations[j] = Math.Sqrt(variance * Math.Max(1e-9, 1 - Dot(solved, solved)));
        }
        return (means, deviations);
    }

    // A vectorized dot product over the length of the first span: a search spends most of its time here.
    private static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var sums = SimdVector.Zero;
        var i = 0;
        for (; i <= one.Length - SimdVector.Count; i += SimdVector.Count)
            sums += new SimdVector(one[i..]) * new SimdVector(other[i..]);
        var sum = Simd.Sum(sums);
        for (; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
