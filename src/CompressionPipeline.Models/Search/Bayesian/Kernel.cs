using System.Numerics;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>
/// The Matérn kernel of smoothness 5/2 with a length for each input: the correlation of the values at two points.
/// </summary>
/// <param name="Lengths">The distance along each input over which values change.</param>
internal sealed record Kernel(double[] Lengths)
{
    /// <summary>The correlation of the values at two points; 1 at the same point.</summary>
    public double Of(double[] one, double[] other)
    {
        var (squares, i) = (Vector<double>.Zero, 0);
        for (; i <= one.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var scaled = (new Vector<double>(one, i) - new Vector<double>(other, i)) / new Vector<double>(Lengths, i);
            squares += scaled * scaled;
        }
        var square = Vector.Sum(squares);
        for (; i < one.Length; i++)
        {
            var scaled = (one[i] - other[i]) / Lengths[i];
            square += scaled * scaled;
        }
        var distance = Math.Sqrt(5 * square);
        return (1 + distance + (distance * distance / 3)) * Math.Exp(-distance);
    }
}
