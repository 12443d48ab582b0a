namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>
/// Random points of which as many are small as are large: the range of parameters is cut into bins, a bin is drawn, and of the
/// space's draws the first is taken that falls into it. A space's own draws are mostly of one size.
/// </summary>
/// <param name="space">What is drawn from.</param>
/// <param name="draw">Its own way to draw.</param>
/// <param name="parameters">Parameters of a point's sub-network.</param>
/// <remarks>Nothing is remembered from point to point, so that a resumed training draws what it would have drawn.</remarks>
internal sealed class StratifiedSampler(SearchSpace space, Func<Random, int[]> draw, Func<int[], long> parameters)
{
    private const int Bins = 20;

    // After so many draws the nearest of them is taken: the space may have few points of that size, or none.
    private const int Draws = 100;

    private readonly long least = parameters(space.LowerBounds), most = parameters(space.UpperBounds);

    /// <summary>The next point.</summary>
    public int[] Sample(Random random)
    {
        var width = (double)(most - least) / Bins;
        var middle = least + ((random.Next(Bins) + 0.5) * width);
        var (nearest, distance) = (space.UpperBounds, double.PositiveInfinity);
        for (var i = 0; i < Draws && distance > width / 2; i++)
        {
            var point = draw(random);
            if (Math.Abs(parameters(point) - middle) is var off && off < distance)
                (nearest, distance) = (point, off);
        }
        return nearest;
    }
}
