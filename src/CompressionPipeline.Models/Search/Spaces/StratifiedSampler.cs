namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>
/// Random points of which as many are small as are large: the range of parameters is cut into bins, and no bin gets the next
/// point before each has one more. A space's own draws are mostly of one size.
/// </summary>
/// <param name="space">What is drawn from.</param>
/// <param name="parameters">Parameters of a point's sub-network.</param>
/// <param name="bins">How many bins, at least 1; as wide as each other.</param>
/// <param name="patience">Draws for a bin that is not full yet, at least 1; after so many in vain each bin may have one more,
/// since the space may have no such sizes.</param>
internal sealed class StratifiedSampler(
    SubNetworkSpace space, Func<int[], long> parameters, int bins = 20, int patience = 1000)
{
    private readonly long least = parameters(space.LowerBounds), most = parameters(space.UpperBounds);
    private readonly int[] counts = new int[bins];
    private int allowed = 1;

    /// <summary>The next point.</summary>
    public int[] Sample(Random random)
    {
        for (var draw = 1; ; draw++)
        {
            var point = space.Sample(random);
            var bin = Bin(parameters(point));
            if (counts[bin] < allowed)
            {
                counts[bin]++;
                return point;
            }
            if (draw % patience == 0 || counts.All(count => count >= allowed))
                allowed++;
        }
    }

    private int Bin(long size) => most == least
        ? 0
        : (int)Math.Clamp((double)(size - least) / (most - least) * counts.Length, 0, counts.Length - 1);
}
