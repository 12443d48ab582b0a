namespace CompressionPipeline.Models.Training;

/// <summary>
/// Which pairs a step sees. An epoch is shuffled and cut into pools of many batches, each pool is sorted by length and cut into
/// batches of like length (little padding), and the batches are shuffled. A function of seed and epoch alone: a resumed run needs
/// only the step.
/// </summary>
internal sealed class BatchPlan(IReadOnlyList<TokenizedPair> pairs, int batchSize, long seed)
{
    private const int BatchesPerPool = 64;

    private long plannedEpoch = -1;
    private int[][] batches = [];

    public long Steps { get; } = StepsPerEpoch(pairs.Count, batchSize);

    public static long StepsPerEpoch(int pairs, int batchSize) => ((long)pairs + batchSize - 1) / batchSize;

    /// <summary>Indices of the pairs of a step.</summary>
    /// <param name="step">Counted from 0 over all epochs.</param>
    public IReadOnlyList<int> Batch(long step)
    {
        var epoch = step / Steps;
        if (epoch != plannedEpoch)
            (plannedEpoch, batches) = (epoch, Plan(epoch));
        return batches[step % Steps];
    }

    private int[][] Plan(long epoch)
    {
        var random = new Random((int)Mix(seed, epoch));
        var order = Enumerable.Range(0, pairs.Count).ToArray();
        random.Shuffle(order);
        var planned = order.Chunk(batchSize * BatchesPerPool)
            .SelectMany(pool => pool.Select(i => (Index: i, Pair: pairs[i]))
                .OrderBy(one => one.Pair.Source.Length).ThenBy(one => one.Pair.Target.Length)
                .Select(one => one.Index).Chunk(batchSize))
            .ToArray();
        random.Shuffle(planned);
        return planned;
    }

    /// <summary>
    /// A number of 31 bits that a seed and a count decide; the same in every process, as a resumed run needs it.
    /// </summary>
    public static long Mix(long seed, long count) =>
        (long)(unchecked((((ulong)seed * 0x9E3779B97F4A7C15) + (ulong)count + 1) * 0xD1B54A32D192ED03) >> 33);
}
