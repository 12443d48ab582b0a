using CompressionPipeline.Models.Torch;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Selectors;

/// <summary>
/// Random gates between 0 and 1 that are exactly 0 or 1 with a probability that can be learnt (Louizos et al., arXiv 1712.01312),
/// with the constants of CoFi and NASH (Ko et al., arXiv 2310.10054): stretched to [-0.1, 1.1], temperature 2/3.
/// </summary>
internal static class HardConcrete
{
    private const double Low = -0.1, High = 1.1, Temperature = 2.0 / 3, Epsilon = 1e-6;

    /// <summary>Bounds of the scores, within which every gate can still change: keep probabilities of 0.047 to 0.998.</summary>
    public static readonly double LowestScore = Math.Log(0.01), HighestScore = Math.Log(100);

    // The logarithm of the odds at which a stretched gate is 0.
    private static readonly double ZeroAt = Temperature * Math.Log(-Low / High);

    /// <summary>What a sample needs besides the scores: the log odds of a uniform draw.</summary>
    /// <returns>float32 (count).</returns>
    public static Tensor Noise(long count, long seed, Device device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(unchecked((ulong)seed));
        // Drawn on the CPU, so that a GPU sees the same gates.
        var uniform = empty(count).uniform_(Epsilon, 1 - Epsilon, generator);
        return uniform.log().add_(uniform.neg().log1p(), Scalars.Of(-1.0)).to(device).MoveToOuterDisposeScope();
    }

    /// <summary>A sample of the gates.</summary>
    /// <param name="scores">The learnt scores (log alpha), float32 (N).</param>
    /// <param name="noise">From <see cref="Noise"/>, float32 (N).</param>
    /// <returns>Values in [0, 1], float32 (N).</returns>
    public static Tensor Sample(Tensor scores, Tensor noise)
    {
        using var scope = NewDisposeScope();
        var open = scores.Plus(noise).div(Scalars.Of(Temperature)).sigmoid();
        return open.mul(Scalars.Of(High - Low)).add(Scalars.Of(Low), Scalars.Of(1)).clamp(Scalars.Of(0.0), Scalars.Of(1.0))
            .MoveToOuterDisposeScope();
    }

    /// <summary>The probability that a gate is not 0, float32 (N).</summary>
    public static Tensor KeepProbability(Tensor scores)
    {
        using var scope = NewDisposeScope();
        return scores.sub(Scalars.Of(ZeroAt)).sigmoid().clamp(Scalars.Of(Epsilon), Scalars.Of(1 - Epsilon))
            .MoveToOuterDisposeScope();
    }

    /// <inheritdoc cref="KeepProbability(Tensor)"/>
    public static double KeepProbability(double score) => Math.Clamp(Sigmoid(score - ZeroAt), Epsilon, 1 - Epsilon);

    /// <summary>How many of a layer's gates stay open where nothing is drawn any more.</summary>
    public static int KeptCount(IReadOnlyList<float> scores) =>
        scores.Count - (int)Math.Round(scores.Count - scores.Sum(score => KeepProbability(score)));

    /// <summary>The value of an open gate where nothing is drawn any more.</summary>
    public static double Open(double score) => Sigmoid(0.8 * score / Temperature);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
