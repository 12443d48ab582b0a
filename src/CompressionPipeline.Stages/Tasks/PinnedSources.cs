namespace CompressionPipeline.Stages.Tasks;

/// <summary>
/// Sources of exactly one length, the same for every model: a document too long is cut, one too short goes on with the next
/// documents.
/// </summary>
internal sealed class PinnedSources
{
    private readonly IReadOnlyList<int[]> sources;

    /// <param name="documents">Token ids of documents in a fixed order, each with the end of sequence.</param>
    /// <param name="length">Tokens of each source, end of sequence included. At least 1.</param>
    /// <param name="endOfSequence">The last token of every source.</param>
    public PinnedSources(IReadOnlyList<int[]> documents, int length, int endOfSequence)
    {
        // Real tokens throughout: padding would be masked, and masked work is not the work of that length.
        sources = [.. documents.Select((_, first) => Pin(documents, first, length, endOfSequence))];
    }

    /// <summary>The documents of a round, going around where there are fewer than asked for.</summary>
    public IReadOnlyList<int[]> Batch(int round, int batchSize) =>
        [.. Enumerable.Range(0, batchSize).Select(row => sources[(int)(((long)round * batchSize + row) % sources.Count)])];

    private static int[] Pin(IReadOnlyList<int[]> documents, int first, int length, int endOfSequence)
    {
        var source = new List<int>(length);
        for (var next = first; source.Count < length - 1; next = (next + 1) % documents.Count)
        {
            var words = documents[next].Where(id => id != endOfSequence).DefaultIfEmpty(endOfSequence);
            source.AddRange(words.Take(length - 1 - source.Count));
        }
        return [.. source, endOfSequence];
    }
}
